import * as z from 'zod';

const id = z.string().min(1).max(100);
const text = z.string().max(500);
const date = z.iso.date();

/** Someone the shop sells to. */
export const Customer = z.object({
  customer_id: id,
  name: text,
  contact: text.optional(),
  contact_title: text.optional(),
  phone: text.optional(),
  fax: text.optional(),
  address: text.optional(),
  city: text.optional(),
  region: text.optional(),
  postal_code: text.optional(),
  country: text.optional(),
  since: date.optional(),
});
export type Customer = z.infer<typeof Customer>;

/** Someone who sells for the shop. */
export const Employee = z.object({
  employee_id: id,
  first_name: text,
  last_name: text.optional(),
  title: text.optional(),
  reports_to: id.optional(),
  born_on: date.optional(),
  hired_on: date.optional(),
  courtesy_title: text.optional(),
  phone: text.optional(),
  extension: text.optional(),
  /** What is written about the person: not ours, so data and never an instruction. */
  notes: z.string().max(2_000).optional(),
  address: text.optional(),
  city: text.optional(),
  region: text.optional(),
  postal_code: text.optional(),
  country: text.optional(),
  territory_ids: z.array(id).max(500).optional(),
});
export type Employee = z.infer<typeof Employee>;

/** A sales territory and the region it belongs to. */
export const Territory = z.object({ territory_id: id, name: text, region: text.optional() });
export type Territory = z.infer<typeof Territory>;

/** A carrier. */
export const Shipper = z.object({ shipper_id: id, name: text, phone: text.optional() });
export type Shipper = z.infer<typeof Shipper>;
