import type { Dimension } from '../model.js';
import { of, place } from './of.js';

const FULL_NAME = (alias: string): string =>
  `nullif(concat_ws(' ', ${alias}.first_name, ${alias}.last_name), '')`;

/** Who made the sale. */
export const STAFF: readonly Dimension[] = [
  of(
    'employees',
    'text',
    'employee_id',
    'Employee id',
    'e.employee_id',
    'Id of the employee who made the sale.',
    { names: 'employee' },
  ),
  of(
    'employees',
    'text',
    'employee',
    'Employee',
    FULL_NAME('e'),
    'Employee who made the sale, first and last name.',
    { synonyms: ['salesperson', 'sales rep', 'staff', 'employee name'] },
  ),
  of('employees', 'text', 'employee_first_name', 'First name', 'e.first_name', 'First name of the employee.'),
  of('employees', 'text', 'employee_last_name', 'Last name', 'e.last_name', 'Last name of the employee.'),
  of('employees', 'text', 'employee_title', 'Job title', 'e.title', 'Job title of the employee.', {
    synonyms: ['position', 'designation'],
  }),
  of('employees', 'date', 'employee_birth_date', 'Birth date', 'e.born_on', 'Birth date of the employee.'),
  of(
    'employees',
    'count',
    'employee_age',
    'Age of the employee',
    "date_part('year', age({as_of}, e.born_on))",
    'Full years from the birth date to the end of the period, or today.',
    { synonyms: ['age', 'how old', 'age of employees'] },
  ),
  of(
    'employees',
    'count',
    'employee_age_at_hire',
    'Age at hire',
    "date_part('year', age(e.hired_on, e.born_on))",
    'Full years from the birth date to the day the employee was hired.',
  ),
  of(
    'reports',
    'count',
    'direct_reports',
    'Direct reports',
    'CASE WHEN e.employee_id IS NOT NULL THEN coalesce(er.reports, 0) END',
    'How many employees report to the employee.',
    { synonyms: ['manages', 'subordinates', 'reports to nobody', 'nobody reports to'], also: ['employees'] },
  ),
  of('employees', 'date', 'employee_hire_date', 'Hire date', 'e.hired_on', 'Day the employee was hired.', {
    synonyms: ['joining date'],
  }),
  of(
    'employees',
    'text',
    'employee_courtesy_title',
    'Courtesy title',
    'e.courtesy_title',
    'How the employee is addressed, e.g. Ms.',
  ),
  of('employees', 'text', 'employee_phone', 'Employee phone', 'e.phone', 'Telephone number of the employee.'),
  of(
    'employees',
    'text',
    'employee_extension',
    'Extension',
    'e.extension',
    'Telephone extension of the employee.',
  ),
  of(
    'employees',
    'text',
    'employee_notes',
    'Employee notes',
    'e.notes',
    'What is written about the employee.',
  ),
  ...place('employees', 'employee', 'e', 'Employee'),
  of('managers', 'text', 'manager', 'Manager', FULL_NAME('m'), 'Employee whom the employee reports to.', {
    synonyms: ['reports to', 'boss', 'supervisor'],
    also: ['employees'],
  }),
];

/** Territories, and how employees cover them. */
export const TERRITORY: readonly Dimension[] = [
  of('territories', 'text', 'territory_id', 'Territory id', 't.territory_id', 'Id of the sales territory.', {
    names: 'territory',
  }),
  of('territories', 'text', 'territory', 'Territory', 't.name', 'Sales territory.', {
    synonyms: ['area', 'beat'],
  }),
  of('territories', 'text', 'sales_region', 'Sales region', 't.region', 'Region the territory belongs to.', {
    synonyms: ['region'],
  }),
  of(
    'coverage',
    'text',
    'employee_sales_region',
    'Sales region of the employee',
    'ev.region',
    'Regions of the territories that the employee of the sale covers; several are joined with " + ".',
    { synonyms: ['sales by region', 'region of sales'], also: ['employees'] },
  ),
  of(
    'coverage',
    'count',
    'territory_count',
    'Territories covered',
    'ev.territories',
    'How many territories the employee covers.',
    { also: ['employees'] },
  ),
];
