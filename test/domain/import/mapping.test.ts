import { describe, expect, it } from 'vitest';
import { mapColumns } from '../../../src/domain/import/mapping.js';
import { CUSTOMER_FIELDS, PRODUCT_FIELDS } from '../../../src/domain/import/record-fields.js';
import { SALES_FIELDS } from '../../../src/domain/import/sales-fields.js';

const sets = { sales: SALES_FIELDS, products: PRODUCT_FIELDS, customers: CUSTOMER_FIELDS };

function detect(
  kind: keyof typeof sets,
  header: string,
  given: Record<string, string> = {},
): Record<string, string> {
  const mapping = mapColumns(sets[kind], header.split(','), given);
  return Object.fromEntries([...mapping.fields].map(([name, { column }]) => [name, column]));
}

describe('columns are found by their headers', () => {
  it.each([
    [
      'sales',
      'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country',
      {
        number: 'InvoiceNo',
        product_id: 'StockCode',
        product: 'Description',
        quantity: 'Quantity',
        date: 'InvoiceDate',
        unit_price: 'UnitPrice',
        customer_id: 'CustomerID',
        ship_country: 'Country',
      },
    ],
    [
      'sales',
      'Bill No.,Bill Date,Party Name,Mobile,Particulars,Qty,Rate (Rs.),Disc %,GST %,Amount',
      {
        number: 'Bill No.',
        date: 'Bill Date',
        customer: 'Party Name',
        customer_phone: 'Mobile',
        product: 'Particulars',
        quantity: 'Qty',
        unit_price: 'Rate (Rs.)',
        discount_percent: 'Disc %',
        tax_percent: 'GST %',
        amount: 'Amount',
      },
    ],
    [
      'sales',
      'VOUCHER_NUMBER,DATE,ITEM_NAME,BILLED_QTY,RATE,AMOUNT,LEDGER_NAME',
      {
        number: 'VOUCHER_NUMBER',
        date: 'DATE',
        product: 'ITEM_NAME',
        quantity: 'BILLED_QTY',
        unit_price: 'RATE',
        amount: 'AMOUNT',
        customer: 'LEDGER_NAME',
      },
    ],
    [
      'sales',
      'OrderID,ProductID,UnitPrice,Quantity,Discount,OrderDate,ShipVia,Freight,ShipCity',
      {
        number: 'OrderID',
        product_id: 'ProductID',
        unit_price: 'UnitPrice',
        quantity: 'Quantity',
        discount: 'Discount',
        date: 'OrderDate',
        shipper: 'ShipVia',
        freight: 'Freight',
        ship_city: 'ShipCity',
      },
    ],
    ['sales', 'date,item,qty,mrp', { date: 'date', product: 'item', quantity: 'qty', unit_price: 'mrp' }],
    [
      'sales',
      'Date,Item,Qty,MRP,Rate',
      { date: 'Date', product: 'Item', quantity: 'Qty', unit_price: 'Rate' },
    ],
    [
      'products',
      'SKU,Item Name,HSN Code,GST %,MRP,Selling Price,Purchase Price,Closing Stock,UOM,Group,Min Stock',
      {
        product_id: 'SKU',
        name: 'Item Name',
        hsn: 'HSN Code',
        tax_percent: 'GST %',
        mrp: 'MRP',
        price: 'Selling Price',
        cost: 'Purchase Price',
        stock: 'Closing Stock',
        unit: 'UOM',
        category: 'Group',
        reorder_level: 'Min Stock',
      },
    ],
    [
      'products',
      'ProductID,ProductName,SupplierID,CategoryID,QuantityPerUnit,UnitPrice,UnitsInStock,UnitsOnOrder,ReorderLevel,Discontinued',
      {
        product_id: 'ProductID',
        name: 'ProductName',
        supplier_id: 'SupplierID',
        category_id: 'CategoryID',
        unit: 'QuantityPerUnit',
        price: 'UnitPrice',
        stock: 'UnitsInStock',
        on_order: 'UnitsOnOrder',
        reorder_level: 'ReorderLevel',
        discontinued: 'Discontinued',
      },
    ],
    [
      'customers',
      'Party Name,GSTIN,Mobile No,Address,City,State,Pin Code',
      {
        name: 'Party Name',
        gstin: 'GSTIN',
        phone: 'Mobile No',
        address: 'Address',
        city: 'City',
        region: 'State',
        postal_code: 'Pin Code',
      },
    ],
    [
      'customers',
      'CustomerID,CompanyName,ContactName,ContactTitle,Phone',
      {
        customer_id: 'CustomerID',
        name: 'CompanyName',
        contact: 'ContactName',
        contact_title: 'ContactTitle',
        phone: 'Phone',
      },
    ],
  ] as const)('%s: %s', (kind, header, expected) => {
    expect(detect(kind, header)).toEqual(expected);
  });

  it('that are misspelt, but not such as mean something else', () => {
    expect(detect('sales', 'Date,Item,Quantitiy,Rate')).toMatchObject({ quantity: 'Quantitiy' });
    expect(detect('sales', 'S.No,Date,Item,Nos,Rate')).toEqual({
      date: 'Date',
      product: 'Item',
      quantity: 'Nos',
      unit_price: 'Rate',
    });
    expect(detect('sales', 'Date,Item,Quality,Rate')).not.toHaveProperty('quantity');
  });

  it('and says how, what is left over and what is missing', () => {
    const mapping = mapColumns(SALES_FIELDS, ['Bill Date', 'Item', 'Nos sold', 'Rate', 'Remarks']);
    expect(mapping.fields.get('date')?.found).toBe('synonym');
    expect(mapping.unmapped).toEqual(['Nos sold', 'Remarks']);
    expect(mapping.missing).toEqual([{ any_of: ['quantity'], nearest_columns: ['Nos sold', 'Remarks'] }]);
  });
});

describe('a mapping that is given', () => {
  it('wins, and closes a field when it is empty', () => {
    expect(detect('sales', 'Date,Item,Qty,Rate,MRP,Total', { unit_price: 'mrp', amount: '' })).toEqual({
      date: 'Date',
      product: 'Item',
      quantity: 'Qty',
      unit_price: 'MRP',
    });
  });

  it('is refused with the nearest names when it names nothing', () => {
    expect(() => detect('sales', 'Date,Item,Qty,Rate', { prise: 'Rate' })).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        field: 'mapping.prise',
        valid: expect.arrayContaining(['unit_price']),
      }),
    );
    expect(() => detect('sales', 'Date,Item,Qty,Rate', { quantity: 'Qyt' })).toThrow(
      expect.objectContaining({ field: 'mapping.quantity', valid: expect.arrayContaining(['Qty']) }),
    );
  });
});
