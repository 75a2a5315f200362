// Photos are made small on the device: a picture of a screen need not cost a clinic its day's data.

const edge_max = 1280;
const bytes_max = 150_000;
/** From the best on; where much is in a picture, fewer pixels read better than a coarser JPEG. */
const tries = [
    { edge: edge_max, quality: 0.82 },
    { edge: edge_max, quality: 0.7 },
    { edge: edge_max, quality: 0.55 },
    { edge: 1024, quality: 0.55 },
    { edge: 800, quality: 0.5 },
    { edge: 640, quality: 0.5 },
];

/** Whether a file is a picture that shrinking may help. */
export function is_photo(file: Blob): boolean {
    return /^image\/(jpeg|png|webp|heic|heif|avif|bmp)$/.test(file.type);
}

/** The size that a picture of that size is drawn at. */
export function fitted(width: number, height: number, edge = edge_max): { width: number; height: number } {
    const scale = Math.min(1, edge / Math.max(width, height, 1));
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The picture as a JPEG of at most 1280 px and about 150 KB; null where it is small already or cannot be read. */
export async function smaller(file: File): Promise<File | null> {
    if (!is_photo(file) || file.size <= bytes_max) {
        return null;
    }
    try {
        const picture = await createImageBitmap(file);
        const blob = await drawn(picture);
        picture.close();
        return blob !== null && blob.size < file.size
            ? new File([blob], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' })
            : null;
    } catch {
        // Not a picture that this browser reads: it goes as it is.
        return null;
    }
}

async function drawn(picture: ImageBitmap): Promise<Blob | null> {
    let best: Blob | null = null;
    for (const { edge, quality } of tries) {
        const canvas = painted(picture, edge);
        best = canvas && (await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality)));
        if (best === null || best.size <= bytes_max) {
            break;
        }
    }
    return best;
}

function painted(picture: ImageBitmap, edge: number): HTMLCanvasElement | null {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, fitted(picture.width, picture.height, edge));
    const context = canvas.getContext('2d');
    if (context === null) {
        return null;
    }
    // A JPEG has no transparency: what shines through is white, as on paper.
    context.fillStyle = 'white';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
}
