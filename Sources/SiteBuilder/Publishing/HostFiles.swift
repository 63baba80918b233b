// Owns the files by which hosts serve a published site as it is meant: headers, media types, caching,
// the page for addresses that lead nowhere, and the hashes of all files.

import Exchange
import FileSystem

/// What a host is told.
struct HostFiles {
  /// The path of the site below its host: `/` or `/dossier/`.
  private let root: String
  private let baseURL: String
  private let policy: String
  /// Where files of data lie, with their media types.
  private let types: [(suffix: String, type: String)] = [
    (".atom", "application/atom+xml; charset=utf-8"),
    (".feed.json", "application/feed+json; charset=utf-8"),
    (".ics", "text/calendar; charset=utf-8"),
    (".csv", "text/csv; charset=utf-8"),
    (".bib", "application/x-bibtex; charset=utf-8"),
    (".jsonl", "application/jsonl; charset=utf-8"),
    (".csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
    (".annotations.json", "application/ld+json; charset=utf-8"),
    (".schema.json", "application/schema+json; charset=utf-8"),
  ]
  /// The name of the folder of data.
  private let folder: String

  /// Headers of every answer, beside the policy.
  private static let headers = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
  ]
  /// Names with a fingerprint never change what they hold.
  private static let forever = "public, max-age=31536000, immutable"
  /// Everything else is asked for again, and not sent again while it is the same.
  private static let fresh = "public, max-age=0, must-revalidate"

  /// Gathers what hosts are told.
  ///
  /// - Parameters:
  ///   - baseURL: The address of the site, ending in `/`.
  ///   - policy: The content security policy.
  ///   - folder: The folder of data.
  init(baseURL: String, policy: String, folder: String) {
    self.baseURL = baseURL
    self.policy = policy
    self.folder = folder
    let parts = baseURL.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    root = parts.count > 2 ? "/" + parts[2] : "/"
  }

  /// The files; hashes are not among them.
  ///
  /// - Parameter fingerprinted: The routes whose names carry a fingerprint.
  func files(fingerprinted: [String]) -> [OutputFile] {
    [
      file(".htaccess", apache(fingerprinted)), file(".nojekyll", ""),
      file("_headers", headerList(fingerprinted)), file("nginx.conf", nginx(fingerprinted)),
      file("robots.txt", "User-agent: *\nAllow: /\n\nSitemap: \(baseURL)sitemap.xml\n"),
    ]
  }

  /// The hashes of files, as `sha256sum --check` reads them, by path.
  static func manifest(_ files: [(route: String, sha256: String)]) -> OutputFile {
    let lines = files.sorted { $0.route.utf8.lexicographicallyPrecedes($1.route.utf8) }.map {
      "\($0.sha256)  \($0.route)\n"
    }
    return file("manifest-sha256.txt", lines.joined())
  }

  private static func file(_ route: String, _ text: String) -> OutputFile {
    OutputFile(route: route, bytes: Array(text.utf8))
  }

  private func file(_ route: String, _ text: String) -> OutputFile { Self.file(route, text) }

  // MARK: - Formats

  /// Netlify, Cloudflare Pages and others: a path, then its headers; later ones are added.
  private func headerList(_ fingerprinted: [String]) -> String {
    var text = "# Headers for hosts that read this file: Netlify, Cloudflare Pages.\n\n/*\n"
    text += "  Content-Security-Policy: \(policy)\n"
    for (name, value) in Self.headers { text += "  \(name): \(value)\n" }
    for route in fingerprinted { text += "\n/\(route)\n  Cache-Control: \(Self.forever)\n" }
    text += "\n/\(folder)/*\n  Access-Control-Allow-Origin: *\n"
    for (suffix, type) in types { text += "\n/\(folder)/*\(suffix)\n  Content-Type: \(type)\n" }
    return text
  }

  private func apache(_ fingerprinted: [String]) -> String {
    var text = """
      # Apache 2.4: media types, headers and caching. What needs a module that is not there is left out.
      DirectoryIndex index.html
      Options -Indexes
      ErrorDocument 404 \(root)404.html
      AddDefaultCharset utf-8


      """
    text += "<IfModule mod_headers.c>\n"
    text += "Header always set Content-Security-Policy \"\(policy)\"\n"
    for (name, value) in Self.headers { text += "Header always set \(name) \"\(value)\"\n" }
    text += "Header set Cache-Control \"\(Self.fresh)\"\n"
    if !fingerprinted.isEmpty {
      text += "<FilesMatch \"\(pattern(fingerprinted))\">\n"
      text += "Header set Cache-Control \"\(Self.forever)\"\n</FilesMatch>\n"
    }
    text += "<FilesMatch \"\\.(atom|bib|csv|ics|json|jsonl)$\">\n"
    text += "Header set Access-Control-Allow-Origin \"*\"\n</FilesMatch>\n</IfModule>\n\n"
    for (suffix, type) in types {
      let escaped = suffix.replacing(".", with: "\\.")
      text += "<FilesMatch \"\(escaped)$\">\nForceType \"\(type)\"\n</FilesMatch>\n"
    }
    text += """

      # What is for hosts is no page of the site.
      <FilesMatch "^(_headers|nginx\\.conf)$">
      Require all denied
      </FilesMatch>

      <IfModule mod_deflate.c>
      AddOutputFilterByType DEFLATE text/html text/css text/plain text/csv text/calendar \
      application/json application/ld+json application/feed+json application/atom+xml \
      application/xml image/svg+xml text/javascript
      </IfModule>

      """
    return text
  }

  private func nginx(_ fingerprinted: [String]) -> String {
    // In nginx a block with a header of its own inherits none, so that each names them all.
    let shared =
      ([("Content-Security-Policy", policy)] + Self.headers).map {
        "    add_header \($0.0) \"\($0.1)\" always;\n"
      }.joined()
    var text = "# nginx: to include inside `server { root …; }`, with the site in `root`.\n"
    text += "index index.html;\n"
    text += "error_page 404 \(root)404.html;\n"
    text += "charset utf-8;\n"
    text += "gzip on;\n"
    text += "gzip_types text/css text/plain text/csv text/calendar application/json "
    text += "application/ld+json application/feed+json application/atom+xml application/xml "
    text += "image/svg+xml text/javascript;\n\n"
    text += "location ~ /(_headers|nginx\\.conf|\\.[^/]*)$ { return 404; }\n\n"
    if !fingerprinted.isEmpty {
      text += "location ~ /(\(pattern(fingerprinted).dropFirst().dropLast()))$ {\n"
      text += shared + "    add_header Cache-Control \"\(Self.forever)\";\n}\n\n"
    }
    // The longest ending first: the first that fits is taken.
    for (suffix, type) in types.sorted(by: { $0.suffix.count > $1.suffix.count }) {
      let bare = type.prefix { $0 != ";" }
      text += "location ~ \(suffix.replacing(".", with: "\\."))$ {\n"
      text += "    types { }\n    default_type \(bare);\n" + shared
      text += "    add_header Cache-Control \"\(Self.fresh)\";\n"
      text += "    add_header Access-Control-Allow-Origin \"*\";\n}\n\n"
    }
    text += "location \(root) {\n    try_files $uri $uri/ =404;\n" + shared
    text += "    add_header Cache-Control \"\(Self.fresh)\";\n}\n"
    return text
  }

  /// A pattern of the names of files.
  private func pattern(_ routes: [String]) -> String {
    let names = routes.map {
      ($0.split(separator: "/").last.map(String.init) ?? $0).replacing(".", with: "\\.")
    }
    return "^\(names.count == 1 ? names[0] : "(" + names.joined(separator: "|") + ")")$"
  }
}
