import Foundation
import Testing

@testable import Charts

/// Colors are distinct for people with normal color vision and for color-blind people.
@Suite struct ChartPaletteTests {
  /// How linear red, green and blue are seen, by Machado, Oliveira and Fernandes (2009).
  private static let sights: [(name: String, matrix: [[Double]])] = [
    ("all cones", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    (
      "no red",
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    ),
    (
      "no green",
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    ),
    (
      "no blue",
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    ),
  ]

  private static func linear(_ color: String) throws -> [Double] {
    let number = try #require(UInt32(color.dropFirst(), radix: 16))
    return [16, 8, 0].map { shift in
      let part = Double(number >> shift & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
  }

  private static func luminance(_ color: String) throws -> Double {
    let parts = try linear(color)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// Lightness and two color axes of CIELAB, in which a distance of two can just be seen.
  private static func lab(_ color: String, seenBy matrix: [[Double]]) throws -> [Double] {
    let parts = try linear(color)
    let seen = matrix.map { row in
      min(1, max(0, zip(row, parts).reduce(0) { $0 + $1.0 * $1.1 }))
    }
    let weights: [(row: [Double], white: Double)] = [
      ([0.4124, 0.3576, 0.1805], 0.95047), ([0.2126, 0.7152, 0.0722], 1),
      ([0.0193, 0.1192, 0.9505], 1.08883),
    ]
    let xyz = weights.map { weight in
      let value = zip(weight.row, seen).reduce(0) { $0 + $1.0 * $1.1 } / weight.white
      return value > 0.008856 ? cbrt(value) : 7.787 * value + 16.0 / 116
    }
    return [116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])]
  }

  @Test func causesAreToldApart() throws {
    for palette in [ChartPalette.light, .dark] {
      let colors = palette.causes + [palette.otherCauses]
      #expect(colors.count == ChartInk.causesMax + 1)
      for (name, matrix) in Self.sights {
        let seen = try colors.map { try Self.lab($0, seenBy: matrix) }
        for first in seen.indices {
          for second in seen.indices.dropFirst(first + 1) {
            let distance = zip(seen[first], seen[second]).reduce(0) {
              $0 + pow($1.0 - $1.1, 2)
            }.squareRoot()
            #expect(distance > 20, "\(name): \(colors[first]), \(colors[second])")
          }
        }
      }
    }
  }

  @Test func colorsStandOutFromThePaper() throws {
    for palette in [ChartPalette.light, .dark] {
      let paper = try Self.luminance(palette.paper)
      for color in palette.causes + [palette.otherCauses] {
        let ink = try Self.luminance(color)
        #expect((max(ink, paper) + 0.05) / (min(ink, paper) + 0.05) > 2.2, "\(color)")
      }
    }
  }

  @Test func heatGrows() throws {
    for palette in [ChartPalette.light, .dark] {
      let paper = try Self.luminance(palette.paper)
      let steps = try palette.heat.map { abs(try Self.luminance($0) - paper) }
      #expect(steps.count == HeatMap.levels + 1)
      #expect(steps == steps.sorted())
    }
  }
}
