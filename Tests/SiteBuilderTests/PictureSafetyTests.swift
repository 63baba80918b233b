// Pictures that only show pass; those that act do not.

import Testing

@testable import SiteBuilder

@Suite struct PictureSafetyTests {
  static func refusal(_ text: String, _ name: String = "a.svg") -> String? {
    PictureSafety.refusal(of: Array(text.utf8), named: name)
  }

  @Test(arguments: [
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>on</title><path d=\"M0 0\"/></svg>",
    "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"x\" \"y\"><!-- <script> --><svg><use href=\"#a\"/></svg>",
    "<svg><image xlink:href=\"data:image/png;base64,AA\"/><rect fill=\"url(#g)\"/></svg>",
    "<svg><style>.a{fill:url('#g')}</style><rect style=\"fill: url(&quot;#g&quot;)\"/></svg>",
    "", "<", "<svg", "<svg a", "<svg a=", "<svg a=\"",
    "<svg><animate attributeName=\"x\" to=\"5\"/></svg>",
  ])
  func picturesThatOnlyShow(text: String) { #expect(Self.refusal(text) == nil) }

  @Test(arguments: [
    "<svg><script>alert(1)</script></svg>", "<svg><SCRIPT/></svg>", "<svg:script xmlns:svg=\"x\"/>",
    "<svg onload=\"x()\"/>", "<svg><g ONCLICK = 'x()'/></svg>", "<svg\nonload=x/>",
    "<svg><foreignObject/></svg>", "<svg><a href=\"javascript:x\"/></svg>",
    "<svg><a href=\"&#106;avascript:x\"/></svg>", "<svg><image href=\"https://a.b/c.png\"/></svg>",
    "<svg><use xlink:href='other.svg#a'/></svg>",
    "<svg><image href=\"data:image/svg+xml,x\"/></svg>",
    "<svg><style>@import 'x.css'</style></svg>", "<svg><style>a{b:URL( 'http://x')}</style></svg>",
    "<svg><rect fill=\"url(https://x)\"/></svg>", "<?xml-stylesheet href=\"x\"?><svg/>",
    "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>",
    "<svg><set attributeName=\"href\" to=\"javascript:x\"/></svg>",
    "<svg><set attributeName=\"xlink:href\" to=\"x\"/></svg>",
  ])
  func picturesThatAct(text: String) { #expect(Self.refusal(text) != nil, "\(text)") }

  @Test func whatCannotBeReadIsRefused() {
    #expect(PictureSafety.refusal(of: [0xFF, 0xFE, 0x3C, 0x00], named: "a.svg") != nil)
    #expect(PictureSafety.refusal(of: [0x1F, 0x8B, 0x08], named: "a.svgz") != nil)
    #expect(Self.refusal("<script>", "a.SVG") != nil)
    #expect(Self.refusal("<script>", "a.png") == nil)
  }

  @Test func anyBytesAreRead() {
    var state: UInt64 = 3
    let alphabet = Array("<>=\"'/ @(url#importon&quot;script!-".utf8)
    for _ in 0..<2_000 {
      let bytes = (0..<40).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      _ = PictureSafety.refusal(of: bytes, named: "a.svg")
    }
  }
}
