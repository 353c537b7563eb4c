import type { PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import type { Sharp, SharpOptions } from 'sharp';
import { ClerkError } from '../../errors.js';
import { type DocumentKind, LIMITS, notReadable, tooLarge } from './identify.js';
import type { Raster } from './raster.js';

/** Longest side of a page as it is worked on, in pixels: 200 dots an inch on A4. */
const LONGEST_SIDE = 2_400;
/** Dots an inch a PDF is drawn at, within {@link LONGEST_SIDE}. */
const PDF_SCALE = 200 / 72;
const LEAST_SIDE = 16;

/** An open document: its pages are drawn when asked for. */
export interface Pages {
  readonly count: number;
  /** A page, from 1, upright as its EXIF says, at most {@link LONGEST_SIDE} pixels long. */
  raster(page: number): Promise<Raster>;
  close(): void;
}

/**
 * Opens an image or PDF. Sizes are checked by the header, before anything is decoded.
 *
 * @throws ClerkError `invalid_input`, `too_large`; `not_configured` where the part that reads the kind is missing.
 */
export async function openPages(bytes: Uint8Array, kind: DocumentKind): Promise<Pages> {
  return kind === 'pdf' ? openPdf(bytes) : openImage(bytes);
}

async function openImage(bytes: Uint8Array): Promise<Pages> {
  const sharp = await imageLibrary();
  const options: SharpOptions = { limitInputPixels: LIMITS.pixels, failOn: 'error', sequentialRead: true };
  const { pages = 1, format } = await sharp(bytes, options)
    .metadata()
    .catch((error: unknown) => {
      throw unreadable(error);
    });
  const count = format === 'tiff' ? pages : 1;
  refuseManyPages(count);
  return {
    count,
    raster: async (page) => {
      const image = sharp(bytes, { ...options, page: page - 1 });
      try {
        return await draw(
          image
            .autoOrient()
            .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true }),
        );
      } catch (error) {
        throw unreadable(error);
      }
    },
    close: () => {},
  };
}

async function openPdf(bytes: Uint8Array): Promise<Pages> {
  const pdfium = await pdfLibrary();
  let document: PDFiumDocument;
  try {
    document = await pdfium.loadDocument(bytes);
  } catch (error) {
    throw /password|security|encrypt/i.test(String(error))
      ? notReadable('The PDF is encrypted: it asks for a password.', error)
      : notReadable('The PDF is broken.', error);
  }
  const count = document.getPageCount();
  if (count > LIMITS.pages || count === 0) document.destroy();
  if (count === 0) throw notReadable('The PDF has no page.');
  refuseManyPages(count);
  return {
    count,
    raster: async (page) => {
      const sharp = await imageLibrary();
      const sheet = document.getPage(page - 1);
      const { originalWidth, originalHeight } = sheet.getOriginalSize();
      const longest = Math.max(originalWidth, originalHeight);
      if (!(longest > 0)) throw notReadable('The PDF has a page without size.');
      const { data, width, height } = await sheet.render({
        scale: Math.min(PDF_SCALE, LONGEST_SIDE / longest),
        render: 'bitmap',
      });
      return draw(sharp(data, { raw: { width, height, channels: 4 } }));
    },
    close: () => document.destroy(),
  };
}

/** Decodes to plain red, green, blue; what is transparent becomes white. */
async function draw(image: Sharp): Promise<Raster> {
  const { data, info } = await image
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (Math.min(info.width, info.height) < LEAST_SIDE) throw notReadable('The image is too small to read.');
  return { width: info.width, height: info.height, data: info.channels === 1 ? threefold(data) : data };
}

function threefold(grey: Uint8Array): Uint8Array {
  const out = new Uint8Array(grey.length * 3);
  for (const [index, value] of grey.entries()) out.fill(value, index * 3, index * 3 + 3);
  return out;
}

/** A page made smaller, for finding the text. */
export async function shrink(page: Raster, scale: number): Promise<Raster> {
  const sharp = await imageLibrary();
  const { data, info } = await fromRaster(sharp, page)
    .resize(Math.max(1, Math.round(page.width * scale)), Math.max(1, Math.round(page.height * scale)), {
      fit: 'fill',
      kernel: scale < 1 ? 'linear' : 'cubic',
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

export async function toJpeg(page: Raster): Promise<Uint8Array> {
  return fromRaster(await imageLibrary(), page)
    .jpeg({ quality: 90 })
    .toBuffer();
}

function fromRaster(sharp: typeof import('sharp').default, page: Raster): Sharp {
  return sharp(page.data, { raw: { width: page.width, height: page.height, channels: 3 } });
}

async function imageLibrary(): Promise<typeof import('sharp').default> {
  try {
    const { default: sharp } = await import('sharp');
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  } catch (error) {
    throw missing('sharp', error);
  }
}

let opened: Promise<PDFiumLibrary> | undefined;

function pdfLibrary(): Promise<PDFiumLibrary> {
  opened ??= import('@hyzyla/pdfium').then(
    ({ PDFiumLibrary: library }) => library.init(),
    (error: unknown) => {
      throw missing('@hyzyla/pdfium', error);
    },
  );
  return opened;
}

function missing(name: string, cause: unknown): ClerkError {
  return new ClerkError(
    'not_configured',
    `Reading bills needs the package ${name}, which is not installed.`,
    {
      fix: `Install it: npm install ${name}.`,
      cause,
    },
  );
}

function refuseManyPages(count: number): void {
  if (count > LIMITS.pages) throw tooLarge(`The file has ${count} pages; at most ${LIMITS.pages} are read.`);
}

function unreadable(error: unknown): ClerkError {
  if (error instanceof ClerkError) return error;
  return /pixel limit/i.test(String(error))
    ? tooLarge(`The image has more than ${LIMITS.pixels / 1e6} million pixels.`)
    : notReadable('The image is broken.', error);
}
