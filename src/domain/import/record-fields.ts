import { type FieldSet, field } from './fields.js';

export const PRODUCT_FIELDS: FieldSet = {
  fields: [
    field(
      'product_id',
      'id',
      'code of the product; from its name where there is none',
      'stock code|sku|product code|item code|item id|item number|product number|article number|article code|material number|material code|plu|code|id|asin',
    ),
    field(
      'name',
      'text',
      'name of the product',
      'product name|item name|product|item|name of item|name of product|stock item|stock item name|particulars|product description|item description|description of goods|description|title|article|material description|maal|saman',
    ),
    field(
      'category',
      'text',
      'name of its category',
      'category name|product category|item category|group|item group|stock group|product group|department|section|type|product type|under',
    ),
    field('category_id', 'id', 'id of its category', 'category code|group code|department code'),
    field(
      'supplier',
      'text',
      'name of who supplies it',
      'supplier name|vendor|vendor name|distributor|manufacturer|company|brand company|purchased from',
    ),
    field('supplier_id', 'id', 'id of who supplies it', 'supplier code|vendor id|vendor code'),
    field(
      'unit',
      'text',
      'what one unit is: piece, kg, 500 g pack',
      'uom|unit of measure|units|quantity per unit|pack size|pack|packing|size|base unit|selling unit',
    ),
    field(
      'price',
      'money',
      'selling price of one unit',
      'unit price|selling price|sale price|sales price|rate|sales rate|selling rate|retail price|list price|sp|price per unit|standard price|bhav|dar',
    ),
    field(
      'cost',
      'money',
      'what one unit costs the shop',
      'cost price|unit cost|purchase price|purchase rate|cp|standard cost|landed cost|last purchase price|buying price',
    ),
    field(
      'mrp',
      'money',
      'maximum retail price on the pack',
      'maximum retail price|m r p|mrp rs|printed price',
    ),
    field(
      'tax_percent',
      'percent',
      'percent of tax; 18 means 18 %',
      'gst percent|gst rate|gst|tax percent|tax rate|vat percent|vat rate|vat|tax|igst percent|igst rate',
    ),
    field(
      'hsn',
      'id',
      'HSN or SAC code',
      'hsn code|hsn sac|hsn sac code|hsn number|sac|sac code|harmonised code',
    ),
    field('barcode', 'id', 'barcode', 'bar code|ean|ean code|ean 13|upc|gtin'),
    field(
      'stock',
      'quantity',
      'units in hand',
      'units in stock|stock in hand|quantity on hand|on hand|stock quantity|quantity|current stock|closing stock|closing quantity|closing balance|available|available quantity|inventory|balance quantity|opening stock',
    ),
    field(
      'on_order',
      'quantity',
      'units ordered and not yet come',
      'units on order|quantity on order|ordered|open orders',
    ),
    field(
      'reorder_level',
      'quantity',
      'stock at which to order again',
      'reorder point|minimum stock|min stock|minimum quantity|min quantity|minimum level|safety stock|reorder quantity level|low stock alert',
    ),
    field(
      'discontinued',
      'boolean',
      'no longer sold: yes or no',
      'inactive|is discontinued|obsolete|not for sale',
    ),
  ],
  required: [['name', 'product_id']],
};

const PRODUCT_OF_PRICE = [
  field('product_id', 'id', 'code of the product', 'stock code|sku|product code|item code|item id|code|id'),
  field('product', 'text', 'its name', 'product name|item name|item|name|particulars|description'),
] as const;
const CURRENCY = field('currency', 'text', 'code, e.g. INR; only that of the shop', 'currency code|ccy');

export const COMPETITOR_PRICE_FIELDS: FieldSet = {
  fields: [
    ...PRODUCT_OF_PRICE,
    field('seller', 'text', 'whose price it is', 'competitor|competitor name|shop|store|seller name|source'),
    field(
      'price',
      'money',
      'what they ask, tax included',
      'selling price|their price|competitor price|rate|sp',
    ),
    field(
      'date',
      'date',
      'from when; today where absent',
      'from|valid from|seen on|as of|checked on|effective date',
    ),
    field(
      'until',
      'date',
      'its last day; with no price: withdraws what held',
      'valid until|valid to|ends|end date',
    ),
    CURRENCY,
  ],
  required: [['product_id', 'product'], ['seller'], ['price']],
};

export const OWN_PRICE_FIELDS: FieldSet = {
  fields: [
    ...PRODUCT_OF_PRICE,
    field('price', 'money', 'what the shop asked', 'selling price|sale price|unit price|rate|sp'),
    field('cost', 'money', 'what one unit cost it', 'cost price|unit cost|purchase price'),
    field('mrp', 'money', 'maximum retail price on the pack', 'maximum retail price|m r p'),
    field('date', 'date', 'from when, before today', 'from|valid from|effective date|changed on|since'),
    CURRENCY,
  ],
  required: [['product_id', 'product'], ['price'], ['date']],
};

export const CUSTOMER_FIELDS: FieldSet = {
  fields: [
    field(
      'customer_id',
      'id',
      'code of the customer; from GSTIN or name where there is none',
      'customer code|customer number|party code|party id|client id|client code|account number|account id|account code|ledger code|code|id|member id|loyalty id',
    ),
    field(
      'name',
      'text',
      'name of the customer',
      'customer name|party name|company name|customer|party|client name|client|account name|ledger name|name of party|name of customer|ledger|company|firm|firm name|business name|full name|display name|particulars|grahak',
    ),
    field(
      'gstin',
      'id',
      'tax number; identifies the customer where there is no customer_id',
      'gst number|gstin uin|gst in|gst|gst registration number|party gstin|vat number|tax number|tax id|tin',
    ),
    field('contact', 'text', 'person to speak to', 'contact name|contact person|attention|kind attention'),
    field('contact_title', 'text', 'what that person is', 'title|designation|job title|contact designation'),
    field(
      'phone',
      'text',
      'phone',
      'mobile|mobile number|phone number|contact number|contact|customer mobile|customer phone|party mobile|whatsapp|whatsapp number|cell|cell phone|phone 1|primary phone',
    ),
    field(
      'address',
      'text',
      'street address',
      'street|street address|address 1|address line 1|billing address|full address|postal address|bill to address',
    ),
    field('city', 'text', 'town', 'town|district|billing city|place|village'),
    field('region', 'text', 'state or region', 'state|province|county|billing state|state name|region name'),
    field(
      'postal_code',
      'id',
      'postal code',
      'pin code|pincode|pin|zip|zip code|postcode|postal|billing zip',
    ),
    field('country', 'text', 'country', 'country name|billing country|country region'),
    field(
      'since',
      'date',
      'customer since',
      'customer since|created|created at|created on|joined|joined on|joining date|registration date|date added|member since|opening date',
    ),
  ],
  required: [['name']],
};
