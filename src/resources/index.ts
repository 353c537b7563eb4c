import type { Catalogue } from '../catalogue/catalogue.js';
import type { Shop } from '../domain/open-shop.js';
import { Library } from './library.js';
import { modelFamilies, modelResources } from './model.js';
import { schemaFamilies, schemaResources } from './schema.js';

/** Every resource, in the order it is listed. */
export function makeLibrary(catalogue: Catalogue, shop: () => Promise<Shop>): Library {
  return new Library(
    [...modelResources, ...schemaResources(catalogue)],
    [...modelFamilies, ...schemaFamilies(catalogue)],
    shop,
  );
}
