import type { Random } from '../../../src/domain/random.js';

/** How a page came to be an image: as it is, as a phone takes it, or turned by an angle. */
export interface Wear {
  readonly photo: boolean;
  /** Clockwise, in degrees. */
  readonly turned?: number;
}

/** Makes a JPEG of a drawn page, with the skew, shadow, blur and noise of a photo where asked. */
export async function wear(
  png: Uint8Array,
  random: Random,
  { photo, turned = 0 }: Wear,
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const skew = turned + (photo ? random.between(-3, 3) : 0);
  const paper = photo ? '#d8d4cc' : '#ffffff';
  let image = sharp(png).flatten({ background: '#ffffff' });
  if (skew !== 0) image = image.rotate(skew, { background: paper });
  if (!photo) return image.jpeg({ quality: 92 }).toBuffer();
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const angle = random.between(0, 2 * Math.PI);
  const [dark, light] = [random.between(0.55, 0.8), random.between(0.92, 1)];
  const strength = random.between(4, 12);
  for (let y = 0; y < info.height; y += 1) {
    for (let x = 0; x < info.width; x += 1) {
      const along =
        ((x / info.width - 0.5) * Math.cos(angle) + (y / info.height - 0.5) * Math.sin(angle) + 0.7) / 1.4;
      const shade = dark + (light - dark) * Math.min(1, Math.max(0, along));
      const noise = (random.unit() + random.unit() - 1) * strength;
      const at = (y * info.width + x) * 3;
      for (let channel = 0; channel < 3; channel += 1)
        data[at + channel] = Math.min(255, Math.max(0, (data[at + channel] ?? 0) * shade + noise));
    }
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .blur(random.between(0.4, 1))
    .jpeg({ quality: random.int(60, 85) })
    .toBuffer();
}
