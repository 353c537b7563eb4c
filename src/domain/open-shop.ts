import { ActionService } from './advice/actions/action-service.js';
import { GIVEN_PROJECTION } from './advice/actions/given.js';
import { ALERT_PROJECTION } from './advice/alerts/alert-record.js';
import { AlertService } from './advice/alerts/alert-service.js';
import type { Thresholds } from './advice/thresholds.js';
import { BillService } from './bills/bill-service.js';
import { PostingService } from './bills/posting/posting-service.js';
import { replicaShelf } from './bills/posting/shelf.js';
import { Repeats } from './bills/repeats.js';
import { customerBook } from './customer-book.js';
import { ForecastExplainer } from './forecast/explain/explainer.js';
import { ForecastService } from './forecast/forecast-service.js';
import { FORECAST_PROJECTION, KEPT_FORECAST } from './forecast/kept/kept-forecast.js';
import { ForecastPool } from './forecast/run/pool.js';
import { ServedForecaster, type ServedModel } from './forecast/run/served.js';
import { ImportLog } from './import/import-log.js';
import { ImportRuns } from './import/import-runs.js';
import { ImportService } from './import/import-service.js';
import { InventoryService } from './inventory/inventory-service.js';
import { PayablesService } from './payables/payables-service.js';
import { PetService } from './pets/pet-service.js';
import { PET_PROJECTION } from './pets/tables.js';
import type { Engine } from './ports/analytics/engine.js';
import { Replica } from './ports/analytics/replica.js';
import type { ExportsPort } from './ports/files/exports.js';
import type { FilesPort } from './ports/files/files.js';
import type { KeptPort } from './ports/files/kept.js';
import type { LanguagePort } from './ports/language/language.js';
import type { ReadingPort } from './ports/reading/reading.js';
import { feedKey, Repository } from './ports/store/repository.js';
import type { Table } from './ports/store/table.js';
import { PricingService } from './pricing/pricing-service.js';
import { PRICE_PROJECTION } from './products/price-record.js';
import { ProductService } from './products/product-service.js';
import { ReorderService } from './reorder/reorder-service.js';
import type { Books } from './sales/books.js';
import { openBooks } from './sales/books.js';
import { SalesExplainer } from './sales/explain/explainer.js';
import { NameLookup } from './sales/lookup.js';
import { DefinitionService } from './sales/query/definitions/definition-service.js';
import { LiveModel } from './sales/query/definitions/live-model.js';
import { DIMENSIONS } from './sales/query/dimensions/index.js';
import { ENTITIES } from './sales/query/entities.js';
import { MEASURES } from './sales/query/measures/index.js';
import { Model } from './sales/query/model.js';
import { ModelGuide } from './sales/query/model-guide.js';
import { QueryService } from './sales/query/query-service.js';
import { PROJECTIONS } from './sales/query/tables.js';
import { QuestionService } from './sales/question/question-service.js';
import { SalesService } from './sales/sales-service.js';
import type { ShopSettings } from './shop.js';
import type { Clock } from './time.js';
import { StatementService } from './udhaar/statement/statement-service.js';
import { UDHAAR_PROJECTIONS } from './udhaar/tables.js';
import { UdhaarService } from './udhaar/udhaar-service.js';

/**
 * One shop with all that can be done in it. Bound once, to one tenant: nothing that a caller sends can name
 * another shop.
 */
export interface Shop {
  readonly settings: ShopSettings;
  readonly sales: SalesService;
  readonly products: ProductService;
  readonly forecasts: ForecastService;
  readonly reorders: ReorderService;
  readonly pricing: PricingService;
  readonly explainer: ForecastExplainer;
  readonly inventory: InventoryService;
  readonly udhaar: UdhaarService;
  readonly pets: PetService;
  readonly statements: StatementService;
  readonly queries: QueryService;
  readonly questions: QuestionService;
  readonly salesExplainer: SalesExplainer;
  readonly guide: ModelGuide;
  readonly definitions: DefinitionService;
  readonly imports: ImportRuns;
  readonly bills: BillService;
  readonly postings: PostingService;
  readonly payables: PayablesService;
  readonly alerts: AlertService;
  readonly actions: ActionService;
  readonly books: Books;
  readonly replica: Replica;
  /** Whether a tool is served, so that no answer sends a caller to one that is not. */
  readonly serves: (tool: string) => boolean;
}

export interface ShopPorts {
  readonly table: Table;
  readonly openEngine: (path: string) => Promise<Engine>;
  /** Folder of the replica's file; in memory when absent. */
  readonly replicaDir: string | undefined;
  /** How far writers' clocks and the feed index may lag, in milliseconds. */
  readonly overlap: number;
  readonly files: FilesPort | undefined;
  /** Absent where no file may be written. */
  readonly exports?: ExportsPort | undefined;
  /** A model outside that serves forecasts; those of this machine alone when absent. */
  readonly servedModel?: ServedModel | undefined;
  /** A language model for words about figures; our own sentences alone when absent. */
  readonly language?: LanguagePort | undefined;
  /** What reads bills; absent where none may be read. */
  readonly reading?: ReadingPort | undefined;
  /** A language model that may see bills. */
  readonly billModel?: LanguagePort | undefined;
  /** Files of bills that a caller may name. */
  readonly billFiles?: FilesPort | undefined;
  /** Where the images of bills are kept, and for how many days. */
  readonly keptBills?: { readonly files: KeptPort; readonly days: number } | undefined;
  readonly clock: Clock;
  /** How long recommendations wait for the jobs that work them out, in milliseconds. */
  readonly patience?: number | undefined;
  /** From when on something is worth an alert. */
  readonly alertThresholds?: Thresholds | undefined;
  /** Write nothing, not even what would be kept for later. */
  readonly readOnly?: boolean | undefined;
  /** The tools that are served; all when absent. */
  readonly serves?: ((tool: string) => boolean) | undefined;
}

/** With this an answer is there within two seconds on a busy machine too, whatever the jobs take. */
const ESTIMATES_PATIENCE = 1_000;

/** Opens a shop. Reads nothing yet: the store is reached by the first call that needs it. */
export function openShop(settings: ShopSettings, ports: ShopPorts): Shop {
  const { table, clock } = ports;
  const replica = new Replica({
    table,
    feed: feedKey(settings.shop_id),
    projections: [
      ...PROJECTIONS,
      ...UDHAAR_PROJECTIONS,
      FORECAST_PROJECTION,
      PET_PROJECTION,
      PRICE_PROJECTION,
      ALERT_PROJECTION,
      GIVEN_PROJECTION,
    ],
    dir: ports.replicaDir,
    overlap: ports.overlap,
    clock,
    open: ports.openEngine,
  });
  const live = new LiveModel(new Model(ENTITIES, DIMENSIONS, MEASURES), replica);
  const queries = new QueryService(live, replica, settings);
  const books = openBooks(table, settings.shop_id, replica.accept);
  const lookup = new NameLookup(books, replica);
  const imports = new ImportService({
    books,
    shop: settings,
    files: ports.files,
    clock,
    existingNumbers: (numbers) => lookup.saleNumbers(numbers),
    idsByName: (kind, names) => lookup.idsByName(kind, names),
  });
  const udhaar = new UdhaarService({
    store: table,
    customers: customerBook(books, lookup, replica),
    replica,
    settings,
    clock,
    onWrite: replica.accept,
  });
  const inventory = new InventoryService({
    store: table,
    products: {
      find: (idOrName, field, signal) => lookup.product(idOrName, field, signal),
      get: (id) => books.products.get(id),
      item: (product, version, now) => books.products.item(product, version, now),
    },
    findSupplier: (idOrName, field, signal) => lookup.supplier(idOrName, field, signal),
    replica,
    settings,
    clock,
    onWrite: replica.accept,
  });
  const payables = new PayablesService({ table, settings, clock });
  const forecasts = new ForecastService({
    replica,
    kept:
      ports.readOnly === true
        ? undefined
        : new Repository(table, settings.shop_id, KEPT_FORECAST, replica.accept),
    forecaster:
      ports.servedModel === undefined
        ? new ForecastPool()
        : new ServedForecaster(new ForecastPool(), ports.servedModel),
    soldOut: (ids, from, to, signal) => inventory.stockOutDays(ids, from, to, signal),
    lookup,
    settings,
    clock,
  });
  const postings = new PostingService({
    table,
    shelf: replicaShelf(replica),
    products: books.products,
    suppliers: books.suppliers,
    stock: inventory,
    payables,
    settings,
    clock,
    onWrite: replica.accept,
  });
  const repeats = new Repeats(table, settings.shop_id);
  const posted = (ids: readonly string[], signal?: AbortSignal) => postings.posted(ids, signal);
  const readOnly = ports.readOnly === true;
  const alerts = new AlertService({
    table,
    replica,
    bills: {
      repeats: (from, to, signal) => repeats.next(from, to, signal),
      posted,
    },
    settings,
    clock,
    thresholds: ports.alertThresholds,
    overlap: ports.overlap,
    readOnly: readOnly,
  });
  const reorders = new ReorderService({ forecasts, lookup, replica, settings, exports: ports.exports });
  const pricing = new PricingService({ forecasts, lookup, replica, settings });
  return {
    settings,
    books,
    alerts,
    actions: new ActionService({
      table,
      replica,
      alerts,
      posted,
      reorders,
      pricing,
      language: ports.language,
      settings,
      clock,
      patience: ports.patience ?? ESTIMATES_PATIENCE,
      readOnly,
    }),
    replica,
    serves: ports.serves ?? (() => true),
    inventory,
    forecasts,
    reorders,
    pricing,
    explainer: new ForecastExplainer(ports.language),
    products: new ProductService({
      table,
      products: books.products,
      categories: books.categories,
      suppliers: books.suppliers,
      prices: books.prices,
      lookup,
      held: (product) => inventory.held(product),
      replica,
      settings,
      clock,
      onWrite: replica.accept,
    }),
    udhaar,
    pets: new PetService({ table, replica, settings, clock }),
    bills: new BillService({
      table,
      reading: ports.reading,
      model: ports.billModel,
      files: ports.billFiles,
      kept: ports.keptBills,
      settings,
      clock,
    }),
    payables,
    postings,
    statements: new StatementService({ settings, clock, exports: ports.exports }),
    sales: new SalesService({
      table,
      books,
      lookup,
      credit: udhaar,
      stock: inventory,
      settings,
      clock,
      onWrite: replica.accept,
    }),
    queries,
    questions: new QuestionService({ live, replica, queries, language: ports.language, settings, clock }),
    salesExplainer: new SalesExplainer({ live, replica, queries, language: ports.language, settings }),
    guide: new ModelGuide(live, replica, settings, clock),
    definitions: new DefinitionService({ table, live, replica, settings, clock, onWrite: replica.accept }),
    imports: new ImportRuns({
      imports,
      log: new ImportLog(table, settings, clock),
      table,
      shop: settings,
      clock,
    }),
  };
}
