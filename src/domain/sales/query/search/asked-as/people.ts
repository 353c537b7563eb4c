/** How people ask for dimensions of suppliers, places, customers, employees and carriers. */
export const PEOPLE_ASKED_AS: Readonly<Record<string, string>> = {
  supplier_id: 'vendor code | supplier code | supplier number',
  supplier: `
    vendor | who supplies it | where do we buy from | wholesaler | from whom bought | distributor name |
    brand company | maker | source of goods | kis se kharida | manufacturer | procured from | purchased
    from | firm we purchase from | vendor wise`,
  supplier_contact: `
    person at the vendor | whom to call at the supplier | contact at the distributor | vendor
    representative | name of our contact at the vendor | whom to ring at the vendor | whom to ask at the
    supplier`,
  supplier_contact_title: `
    job of the contact at the supplier | position of the vendor person | role of the supplier contact`,
  supplier_phone: `
    vendor phone | telephone of the supplier | call the vendor | supplier mobile | distributor number |
    how to reach the vendor | contact number of the vendor | landline of the supplier`,
  supplier_fax: 'vendor fax | fax of the supplier',
  supplier_homepage: `
    vendor website | web site of the supplier | url of the vendor | supplier site | internet page`,
  supplier_address: `
    vendor address | where the supplier sits | street of the vendor | office of the distributor`,
  supplier_city: 'town of the vendor | where the vendor is | city we buy from | supplier location',
  supplier_region: 'state of the vendor | region of the supplier | province of the vendor',
  supplier_postal_code: 'pin code of the vendor | zip of the supplier',
  supplier_country: `
    country of the vendor | imported from | where goods come from | country of origin | nation of the
    vendor`,
  country: 'nation | which country | by country | international | desh | abroad',
  city: 'town | which city | by city | shahar | place | village | location of people',
  customer_id: 'customer code | client number | account number of the customer | party code',
  customer: `
    who bought | name of the buyer | client | each customer | best customers | party name | which
    customer | shopper | account | kisne kharida | company that buys | consumer | who spends | buyer
    wise | top spenders | name on the bill`,
  customer_contact: `
    person at the customer | whom to call at the client | contact at the buyer | client representative`,
  customer_contact_title: `
    job of the contact at the customer | position of the client contact | role of the person at the
    buyer`,
  customer_phone: `
    client phone | telephone of the customer | mobile of the buyer | call the customer | customer number
    to ring | whatsapp | how to reach the customer | contact number of the client | landline of the
    buyer`,
  customer_fax: 'client fax | fax of the buyer',
  customer_address: `
    address of the client | where the customer lives | street of the buyer | home address | pata`,
  customer_city: `
    town of the client | city of the buyer | where customers live | where buyers are from | customers by
    town | hometown | where are customers from | customer location`,
  customer_region: `
    state of the buyer | region of the client | province of customers | which state | area of customers`,
  customer_postal_code: 'pin code of the customer | zip of the client | postcode of the buyer',
  customer_country: `
    country of the client | nation of the buyer | where customers come from | foreign customers |
    domestic or export | where are customers from | overseas customers`,
  employee_id: 'staff number | employee code | id of the salesperson',
  employee: `
    who sold it | salesperson | staff member | cashier | which salesman | seller | billed by | who made
    the bill | each rep | worker | best salesman | who handled the sale | team member | performance of
    staff | kisne becha | who served | clerk | person at the counter | who took the order | attendant`,
  employee_first_name: 'given name of the staff | first name of the salesperson | forename',
  employee_last_name: 'surname of the staff | family name of the salesperson | last name',
  employee_title: `
    role of the staff | position | what job do they have | designation | post | rank of staff |
    occupation`,
  employee_birth_date: 'birthday of staff | date of birth | dob | when were they born | staff birthdays',
  employee_age: `
    how old is the staff | years of age | age of salespeople | oldest employee | youngest employee |
    umar`,
  employee_age_at_hire: 'how old when hired | age when joining | age at joining | age when they started',
  direct_reports: `
    size of their team | how many people under them | juniors | how many they supervise | subordinates |
    team under a manager`,
  employee_hire_date: `
    when did they join | joining day | start date of staff | years of service | since when employed |
    tenure | recruited | seniority | experience | length of service | when was the cashier recruited`,
  employee_courtesy_title: 'mr or ms | salutation | form of address | honorific | how to address staff',
  employee_phone: 'staff phone | home telephone of the employee | mobile of the salesman | call the worker',
  employee_extension: 'desk number | internal phone number | intercom',
  employee_notes: `
    remarks about staff | comments on the employee | biography | background of the staff | education of
    the employee`,
  employee_address: 'where the staff live | address of the worker | home of the employee',
  employee_city: 'town of the staff | city of the salesman | where the worker lives',
  employee_region: 'state of the staff | region of the worker',
  employee_postal_code: 'pin code of the staff | zip of the employee',
  employee_country: 'country of the staff | nation of the worker',
  manager: `
    head of the employee | boss of staff | whom they report to | superior | team lead | in charge | who
    heads the team | maalik | reporting manager | who is above them | chain of command | hierarchy`,
  shipper_id: 'carrier code | courier code | shipper number',
  shipper: `
    delivery firm | who delivered it | courier company | transporter | carrier name | logistics company
    | sent through | which transport | delivery partner | shipped via | courier boy | delivery service |
    freight company | parcel service`,
  shipper_phone: `
    phone of the courier | call the transporter | telephone of the carrier | delivery company number`,
};
