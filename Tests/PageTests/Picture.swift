/// What can be said of a picture without looking at it.
struct Picture {
  /// The number of different colors.
  let colors: Double
  /// How bright it is on average, from 0 to 1.
  let brightness: Double

  /// - Parameter tab: a tab that shows no page with a policy of its own.
  init(_ png: String, measuredIn tab: BrowserTab) throws {
    let numbers = try tab.text(
      """
      (async () => {
        const bytes = Uint8Array.from(atob("\(png)"), c => c.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
        context.drawImage(image, 0, 0);
        const pixels = new Uint32Array(
          context.getImageData(0, 0, image.width, image.height).data.buffer);
        let sum = 0;
        for (const p of pixels) sum += (p & 255) + (p >> 8 & 255) + (p >> 16 & 255);
        return `${new Set(pixels).size} ${sum / 765 / pixels.length}`;
      })()
      """
    ).split(separator: " ").compactMap { Double($0) }
    colors = numbers.first ?? 0
    brightness = numbers.last ?? 0
  }
}
