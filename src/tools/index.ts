import type { Tool } from '../catalogue/define-tool.js';
import { describeData } from './describe-data.js';
import { getUdhaar } from './get-udhaar.js';
import { importFile } from './import-file.js';
import { listUdhaar } from './list-udhaar.js';
import { ocrBill } from './ocr-bill.js';
import { querySales } from './query-sales.js';
import { recordSale } from './record-sale.js';
import { recordUdhaar } from './record-udhaar.js';
import { saveDefinition } from './save-definition.js';

/** Every tool, in the order it is listed. */
export const TOOLS: readonly Tool[] = [
  querySales,
  describeData,
  recordSale,
  importFile,
  saveDefinition,
  recordUdhaar,
  getUdhaar,
  listUdhaar,
  ocrBill,
];
