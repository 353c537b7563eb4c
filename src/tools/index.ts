import type { Tool } from '../catalogue/define-tool.js';
import { adjustStock } from './adjust-stock.js';
import { describeData } from './describe-data.js';
import { filterPets } from './filter-pets.js';
import { forecastReport } from './forecast-report.js';
import { generateForecast } from './generate-forecast.js';
import { getUdhaar } from './get-udhaar.js';
import { importFile } from './import-file.js';
import { listProducts } from './list-products.js';
import { listUdhaar } from './list-udhaar.js';
import { ocrBill } from './ocr-bill.js';
import { planReorder } from './plan-reorder.js';
import { postBill } from './post-bill.js';
import { pricingAdvice } from './pricing-advice.js';
import { querySales } from './query-sales.js';
import { recordSale } from './record-sale.js';
import { recordUdhaar } from './record-udhaar.js';
import { removePet } from './remove-pet.js';
import { removeProduct } from './remove-product.js';
import { saveDefinition } from './save-definition.js';
import { savePet } from './save-pet.js';
import { saveProduct } from './save-product.js';

/** Every tool, in the order it is listed. */
export const TOOLS: readonly Tool[] = [
  querySales,
  describeData,
  recordSale,
  importFile,
  saveDefinition,
  listProducts,
  saveProduct,
  removeProduct,
  adjustStock,
  generateForecast,
  forecastReport,
  planReorder,
  recordUdhaar,
  getUdhaar,
  listUdhaar,
  ocrBill,
  postBill,
  pricingAdvice,
  filterPets,
  savePet,
  removePet,
];
