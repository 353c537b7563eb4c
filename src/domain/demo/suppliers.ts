import type { Supplier } from '../products/records.js';
import { fictionalPhone } from './people.js';

/** Firm, contact, contact's title, street, town, postal code, days from order to delivery. */
const FIRMS = [
  ['Annadhara Grain Traders', 'Suresh Oswal', 'Proprietor', '14 Gultekdi Market Yard', 'Pune', '411037', 3],
  ['Marwad Dal Mill Agency', 'Kailash Rathi', 'Sales manager', '52 Bhawani Peth', 'Pune', '411042', 4],
  ['Tilvan Oil Depot', 'Pravin Lodha', 'Depot manager', '7 Chakan Road', 'Pimpri-Chinchwad', '411018', 4],
  ['Rasoiraag Spice & Dry Fruit House', 'Meena Katariya', 'Partner', '3 Raviwar Peth', 'Pune', '411002', 6],
  ['Dhenuka Dairy Distributors', 'Balasaheb Jagtap', 'Route manager', '21 Katraj Road', 'Pune', '411046', 1],
  [
    'Sahyadri Foods Distribution',
    'Nitin Deshpande',
    'Area sales officer',
    '88 Baner Road',
    'Pune',
    '411045',
    5,
  ],
  ['Swachh Home Care Agency', 'Farida Shaikh', 'Proprietor', '19 Camp Road', 'Pune', '411001', 6],
  ['Thandak Beverages Depot', 'Joseph Pereira', 'Depot manager', '5 Hadapsar Estate', 'Pune', '411028', 3],
  ['Vidya Stationery Mart', 'Anil Gandhi', 'Proprietor', '40 Appa Balwant Chowk', 'Pune', '411030', 7],
  ['Dost Pet Supplies', 'Rhea Fernandes', 'Partner', '11 Koregaon Lane', 'Pune', '411001', 9],
] as const;

/** The firms the demo shop buys from, S01 onward. */
export const SUPPLIERS: readonly Supplier[] = FIRMS.map(
  ([name, contact, contact_title, address, city, postal_code, lead_time_days], index) => ({
    supplier_id: `S${String(index + 1).padStart(2, '0')}`,
    name,
    contact,
    contact_title,
    phone: fictionalPhone(90_000 + index),
    address,
    city,
    region: 'Maharashtra',
    postal_code,
    country: 'India',
    lead_time_days,
  }),
);
