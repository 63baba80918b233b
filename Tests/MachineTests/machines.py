"""Reads what a published site says to programs, with the libraries by which others read it.

Feeds by feedparser, calendars by icalendar, graphs by PyLD against the vocabulary of schema.org in
msgspec-schemaorg, the bag by bagit, documents by their JSON Schemas, sources by citeproc and
bibtexparser, entities by the schemata of FollowTheMoney; and that everything a page, a feed or a graph
names is there.
Usage: machines.py SITE BASE: a folder that `dossier build --publish` wrote, and its address.
"""

import datetime
import hashlib
import html.parser
import importlib
import importlib.util
import json
import pathlib
import pkgutil
import re
import sys
import warnings
import zlib

import bagit
import bibtexparser
import citeproc
import citeproc.source.json
import feedparser
import icalendar
import jsonschema
import msgspec_schemaorg.models
import yaml
from pyld import jsonld

SCHEMA = "https://schema.org/"
# Reduced dates and days, as schema.org and Atom take them.
DATE = re.compile(r"^\d{4}(-\d\d(-\d\d)?)?$")


class Page(html.parser.HTMLParser):
    """The head, the ids and the data of a page."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.metas, self.blocks, self.lang = set(), [], {}, [], None
        self.anchors = []
        self.in_data = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "html":
            self.lang = values.get("lang")
        if tag == "link":
            self.links.append(values)
        if tag == "a" and "href" in values:
            self.anchors.append(values["href"])
        if tag == "meta":
            name = values.get("property") or values.get("name") or values.get("http-equiv")
            self.metas[name] = values.get("content")
        if tag == "script" and values.get("type") == "application/ld+json":
            self.in_data = True

    def handle_data(self, data):
        if self.in_data:
            self.blocks.append(json.loads(data))

    def handle_endtag(self, tag):
        if tag == "script":
            self.in_data = False


class Site:
    """A published site in a folder, and the faults found in it."""

    def __init__(self, folder, base):
        self.folder, self.base, self.faults = pathlib.Path(folder), base, []
        self.pages = {
            str(path.relative_to(self.folder)): Page(path.read_text("utf-8"))
            for path in sorted(self.folder.rglob("*.html"))}
        self.data = next(self.folder.rglob("dossier.json")).parent

    def fault(self, text):
        self.faults.append(text)

    def read(self, path):
        return (self.folder / path).read_bytes()

    def resolves(self, address):
        """Whether an absolute address below the base leads to a file, and its fragment to an id."""
        if not address.startswith(self.base):
            return False
        path, _, fragment = address[len(self.base):].partition("#")
        path = path or "index.html"
        if not (self.folder / path).is_file():
            return False
        return not fragment or path not in self.pages or fragment in self.pages[path].ids


# --- Graphs

def vocabulary():
    """The types and properties of schema.org."""
    types, properties = set(), set()
    package = msgspec_schemaorg.models
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        for name, value in vars(importlib.import_module(module.name)).items():
            fields = getattr(value, "__struct_fields__", None)
            if isinstance(value, type) and fields is not None:
                types.add(name)
                encoded = getattr(value, "__struct_encode_fields__", fields)
                properties |= set(fields) | set(encoded)
    return types, properties


def offline(address, _options=None):
    """The context of schema.org as JSON-LD sees it: every term is one of the vocabulary."""
    if address.rstrip("/") != "https://schema.org":
        raise ValueError(f"asks for {address}")
    context = {"@vocab": SCHEMA}
    for name in ("contributor", "url", "sameAs", "item", "image", "contentUrl"):
        context[name] = {"@id": SCHEMA + name, "@type": "@id"}
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": context}}


def nodes(value):
    """All nodes of an expanded graph."""
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        if "@value" not in value:
            yield value
        for item in value.values():
            yield from nodes(item)


def check_graphs(site):
    types, properties = vocabulary()
    if len(types) < 500 or len(properties) < 1000:
        site.fault(f"the vocabulary has {len(types)} types and {len(properties)} properties only")
    defined, named, count, kinds = set(), {}, 0, set()
    for path, page in site.pages.items():
        moved = page.metas.get("refresh") is not None
        if len(page.blocks) != (0 if moved else 1):
            site.fault(f"{path}: {len(page.blocks)} graphs")
            continue
        if moved:
            continue
        expanded = jsonld.expand(
            page.blocks[0], {"base": site.base + path, "documentLoader": offline})
        if not expanded:
            site.fault(f"{path}: an empty graph")
        for node in nodes(expanded):
            for key, values in node.items():
                name = key.removeprefix(SCHEMA)
                if key == "@type":
                    for value in values:
                        kinds.add(value.removeprefix(SCHEMA))
                        if value.removeprefix(SCHEMA) not in types:
                            site.fault(f"{path}: no type {value}")
                elif not key.startswith("@"):
                    if name not in properties:
                        site.fault(f"{path}: no property {key}")
                    if name.lower().endswith("date") or name.startswith("date"):
                        for value in values:
                            if not DATE.match(str(value.get("@value", ""))):
                                site.fault(f"{path}: {name} is {value}")
            identifier = node.get("@id")
            if identifier:
                count += 1
                if set(node) - {"@id", "@type", SCHEMA + "name"}:
                    defined.add(identifier)
                elif identifier.startswith(site.base):
                    named.setdefault(identifier, path)
    for identifier, path in named.items():
        # A page or a record is defined in a graph; a file is there.
        is_page = identifier.partition("#")[0].endswith((".html", "/"))
        if identifier not in defined and (is_page or not site.resolves(identifier)):
            site.fault(f"{path}: dangling {identifier}")
    for identifier in defined:
        if not site.resolves(identifier):
            site.fault(f"a graph defines {identifier}, which is nowhere")
    wanted = {
        "Report", "Dataset", "BreadcrumbList", "Article", "Event", "Legislation", "Quotation",
        "Claim", "Person", "DefinedTerm", "DefinedTermSet", "DataDownload"}
    for kind in wanted - kinds:
        site.fault(f"no {kind} in any graph")
    return f"{count} named nodes of {len(kinds)} types"


# --- Heads

def check_heads(site):
    for path, page in site.pages.items():
        if not page.lang:
            site.fault(f"{path}: no language")
        links = {}
        for link in page.links:
            links.setdefault(link["rel"], []).append(link)
        if page.metas.get("refresh") is not None:
            target = links["canonical"][0]["href"]
            if page.metas.get("robots") != "noindex" or not site.resolves(target):
                site.fault(f"{path}: an old address that leads to {target}")
            continue
        types = [link["type"] for link in links.get("alternate", [])]
        for kind, least in [
            ("application/atom+xml", 3), ("application/feed+json", 3), ("text/calendar", 2),
            ("application/json", 1),
        ]:
            if types.count(kind) < least:
                site.fault(f"{path}: {types.count(kind)} links to {kind}")
        folder = (site.folder / path).parent
        for link in links.get("alternate", []):
            href = link["href"]
            there = site.resolves(href) if href.startswith(site.base) else (
                folder / href).is_file()
            if not there or not link.get("title"):
                site.fault(f"{path}: alternate {href}")
        if path == "404.html":
            continue
        canonical = links["canonical"][0]["href"]
        own = site.base + ("" if path == "index.html" else path)
        if canonical != own or page.metas.get("og:url") != own:
            site.fault(f"{path}: canonical {canonical}")
        for name in ("og:title", "og:description", "og:type", "og:locale", "og:image:alt"):
            if not page.metas.get(name):
                site.fault(f"{path}: no {name}")
        if not site.resolves(page.metas.get("og:image", "")):
            site.fault(f"{path}: no picture")


def check_picture(site):
    """The picture: its checks, its size, and rows as long as they should be."""
    path = site.pages["index.html"].metas["og:image"][len(site.base):]
    data = site.read(path)
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        return site.fault(f"{path}: no PNG")
    index, parts = 8, {}
    while index < len(data):
        length = int.from_bytes(data[index:index + 4], "big")
        body = data[index + 4:index + 8 + length]
        if zlib.crc32(body) != int.from_bytes(data[index + 8 + length:index + 12 + length], "big"):
            site.fault(f"{path}: a damaged part")
        parts[body[:4]] = body[4:]
        index += 12 + length
    if parts[b"IHDR"][:8] != (1200).to_bytes(4, "big") + (630).to_bytes(4, "big"):
        site.fault(f"{path}: another size")
    pixels = zlib.decompress(parts[b"IDAT"])
    if len(pixels) != 601 * 630 or len(set(pixels)) < 8:
        site.fault(f"{path}: nothing is drawn")
    if len(data) > 60_000:
        site.fault(f"{path}: {len(data)} bytes")


# --- Files

def check_feeds(site):
    count = 0
    for path in sorted(site.data.glob("*.atom")):
        feed = feedparser.parse(path.read_bytes())
        if feed.bozo or feed.version != "atom10":
            site.fault(f"{path.name}: {feed.get('bozo_exception', feed.version)}")
        if not feed.feed.get("language"):
            site.fault(f"{path.name}: no language")
        own = [link.href for link in feed.feed.links if link.rel == "self"]
        if own != [site.base + str(path.relative_to(site.folder))]:
            site.fault(f"{path.name}: self {own}")
        other = json.loads(path.with_suffix(".feed.json").read_text("utf-8"))
        if other["version"] != "https://jsonfeed.org/version/1.1":
            site.fault(f"{path.name}: another JSON feed")
        ids = [entry.id for entry in feed.entries]
        if ids != [item["id"] for item in other["items"]] or len(set(ids)) != len(ids):
            site.fault(f"{path.name}: the feeds differ")
        for entry in feed.entries:
            count += 1
            if not entry.id.startswith("urn:uuid:") or not entry.updated_parsed:
                site.fault(f"{path.name}: {entry.id}")
            if not site.resolves(entry.link):
                site.fault(f"{path.name}: leads to {entry.link}")
    return f"{count} entries"


def check_calendars(site):
    count, sets = 0, []
    for path in sorted(site.data.glob("*.ics")):
        data = path.read_bytes()
        if any(len(line) > 75 for line in data.split(b"\r\n")) or re.search(rb"(?<!\r)\n", data):
            site.fault(f"{path.name}: lines")
        calendar = icalendar.Calendar.from_ical(data)
        if calendar["VERSION"] != "2.0" or not calendar["PRODID"]:
            site.fault(f"{path.name}: head")
        uids = set()
        for event in calendar.walk("VEVENT"):
            count += 1
            uids.add(str(event["UID"]))
            start, end = event.decoded("DTSTART"), event.decoded("DTEND")
            if type(start) is not datetime.date or end <= start or not event.get("DTSTAMP"):
                site.fault(f"{path.name}: {event['UID']}: {start} to {end}")
            if event.errors:
                site.fault(f"{path.name}: {event.errors}")
            if not site.resolves(str(event["URL"])):
                site.fault(f"{path.name}: leads to {event['URL']}")
        if len(uids) != len(calendar.walk("VEVENT")):
            site.fault(f"{path.name}: a UID twice")
        sets.append(uids)
    if len(sets) != 2 or not (sets[0] <= sets[1] or sets[1] <= sets[0]):
        site.fault("the calendars: those to come are not among all")
    return f"{count} events"


CSL_TYPES = {
    "article", "article-newspaper", "dataset", "document", "legal_case", "post-weblog", "report",
    "webpage"}
CSL_ITEM = {
    "type": "object",
    "required": ["id", "type", "title"],
    "properties": {
        "type": {"enum": sorted(CSL_TYPES)},
        "issued": {"$ref": "#/$defs/date"}, "accessed": {"$ref": "#/$defs/date"},
        "author": {"type": "array", "items": {"type": "object", "required": ["literal"]}},
        "URL": {"type": "string", "format": "uri"}, "custom": {"type": "object"},
    },
    "$defs": {"date": {
        "type": "object",
        "anyOf": [{"required": ["raw"]}, {"required": ["date-parts"]}],
        "properties": {"date-parts": {
            "type": "array", "minItems": 1, "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3,
                      "items": {"type": "integer"}}}}}},
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "motivation", "body", "target"],
    "properties": {
        "type": {"const": "Annotation"},
        "target": {
            "type": "object", "required": ["source", "selector"],
            "properties": {"selector": {
                "type": "array", "minItems": 1,
                "contains": {"required": ["exact"],
                             "properties": {"type": {"const": "TextQuoteSelector"}}}}}}},
}


def check_documents(site):
    document = json.loads((site.data / "dossier.json").read_text("utf-8"))
    schema = json.loads((site.data / "dossier.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
        site.fault(f"dossier.json: {error.json_path}: {error.message}")
    if schema["$id"] != site.base + str((site.data / "dossier.schema.json").relative_to(site.folder)):
        site.fault(f"dossier.schema.json is at {schema['$id']}")
    sources = {source["id"] for source in document["sources"]}

    items = json.loads((site.data / "sources.csl.json").read_text("utf-8"))
    for item in items:
        for error in jsonschema.Draft202012Validator(CSL_ITEM).iter_errors(item):
            site.fault(f"sources.csl.json: {item['id']}: {error.message}")
    if {item["id"] for item in items} != sources:
        site.fault("sources.csl.json: other sources than the dossier")

    annotations = json.loads(next(site.data.glob("*.annotations.json")).read_text("utf-8"))
    quotations = annotations["first"]["items"]
    for annotation in quotations:
        for error in jsonschema.Draft202012Validator(ANNOTATION).iter_errors(annotation):
            site.fault(f"annotations: {annotation['id']}: {error.message}")
        if not site.resolves(annotation["body"]):
            site.fault(f"annotations: {annotation['body']}")
    if annotations["total"] != len(quotations) != len(document["quotations"]):
        site.fault("annotations: another number of quotations")
    return f"{len(sources)} sources, {len(quotations)} quotations"


def check_sources(site):
    """Reference managers read as many sources as there are, and a style prints each."""
    items = json.loads((site.data / "sources.csl.json").read_text("utf-8"))
    with warnings.catch_warnings():
        # `custom` is a word of CSL that the library does not know.
        warnings.simplefilter("ignore")
        style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = citeproc.CitationStylesBibliography(
            style, citeproc.source.json.CiteProcJSON(items), citeproc.formatter.plain)
        for item in items:
            bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
        printed = [str(line) for line in bibliography.bibliography()]
    if len(printed) != len(items):
        site.fault(f"sources.csl.json: {len(printed)} of {len(items)} sources are printed")
    for item in items:
        if not any(item["title"].rstrip(".!?") in line for line in printed):
            site.fault(f"sources.csl.json: {item['id']} is printed without its title")
    library = bibtexparser.parse_string((site.data / "sources.bib").read_text("utf-8"))
    if library.failed_blocks or [e.key for e in library.entries] != [i["id"] for i in items]:
        site.fault(f"sources.bib: {len(library.entries)} entries, {library.failed_blocks}")
    return f"{len(printed)} printed sources"


def check_actors(site):
    """The actors in the words of Popolo: each once, memberships between those that are there."""
    popolo = json.loads(next(site.data.glob("*.popolo.json")).read_text("utf-8"))
    document = json.loads((site.data / "dossier.json").read_text("utf-8"))
    persons = {person["id"] for person in popolo["persons"]}
    organizations = {organization["id"] for organization in popolo["organizations"]}
    if persons | organizations != {actor["id"] for actor in document["actors"]}:
        site.fault("popolo: other actors than the dossier")
    for membership in popolo["memberships"]:
        member = membership.get("person_id") or membership.get("member_id")
        if member not in persons | organizations:
            site.fault(f"popolo: a membership of {member}")
        if membership.get("organization_id", member) not in persons | organizations:
            site.fault(f"popolo: a membership in {membership['organization_id']}")
        for key in ("start_date", "end_date"):
            if key in membership and not DATE.match(membership[key]):
                site.fault(f"popolo: {key} is {membership[key]}")


def schemata():
    """The schemata of FollowTheMoney with the properties that each has or inherits.

    Read from the package's own files: its program needs far more than it checks here.
    """
    folder = pathlib.Path(
        importlib.util.find_spec("followthemoney").submodule_search_locations[0]) / "schema"
    own = {}
    for path in folder.glob("*.y*ml"):
        own |= yaml.safe_load(path.read_text("utf-8"))

    def lineage(name):
        for parent in own[name].get("extends", []):
            yield from lineage(parent)
        yield name

    kinds = {name: set(lineage(name)) for name in own}
    properties = {}
    for name in own:
        properties[name] = {}
        for parent in lineage(name):
            properties[name] |= own[parent].get("properties", {})
    return own, kinds, properties


def check_entities(site):
    """Each entity has a schema, properties of it and values of their types; ties lead somewhere."""
    own, kinds, properties = schemata()
    path = next(site.data.glob("*.ftm.jsonl"))
    entities = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    schema_of = {entity["id"]: entity["schema"] for entity in entities}
    if len(schema_of) != len(entities):
        site.fault(f"{path.name}: an id twice")
    values = {
        "date": r"\d{4}(-\d\d){0,2}", "language": r"[a-z]{3}", "url": r"https?://\S+",
    }
    for entity in entities:
        name, schema = entity["id"], entity["schema"]
        if schema not in own or own[schema].get("abstract"):
            site.fault(f"{path.name}: {name}: no schema {schema}")
            continue
        for key, found in entity["properties"].items():
            declared = properties[schema].get(key)
            if declared is None:
                site.fault(f"{path.name}: {name}: {schema} has no {key}")
                continue
            kind = declared.get("type", "string")
            for value in found:
                if kind == "entity":
                    target = schema_of.get(value)
                    wanted = declared.get("range", "Thing")
                    if target is None or wanted not in kinds[target]:
                        site.fault(f"{path.name}: {name}: {key} leads to {target}, not {wanted}")
                elif not re.fullmatch(values.get(kind, r"(?s).+"), value):
                    site.fault(f"{path.name}: {name}: {key} is {value}")
        # A document that is cited is no file: it has a name, and no file name.
        needed = {key for part in kinds[schema] for key in own[part].get("required", [])}
        for key in needed - {"fileName"} - set(entity["properties"]):
            site.fault(f"{path.name}: {name}: {schema} needs {key}")
    return f"{len(entities)} entities"


def check_bag(site):
    folder = next(site.data.rglob("bagit.txt")).parent
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        site.fault(f"bag: {error}")


def check_release(site):
    """The site map holds the pages that may be found, and the list of hashes every file."""
    listed = re.findall(r"<loc>([^<]*)</loc>", (site.folder / "sitemap.xml").read_text("utf-8"))
    wanted = {
        site.base + ("" if path == "index.html" else path)
        for path, page in site.pages.items() if page.metas.get("robots") != "noindex"}
    for address in wanted.symmetric_difference(listed):
        site.fault(f"site map: {address}")
    hashes = {}
    for line in (site.folder / "manifest-sha256.txt").read_text("utf-8").splitlines():
        digest, _, path = line.partition("  ")
        hashes[path] = digest
    for path in sorted(site.folder.rglob("*")):
        name = str(path.relative_to(site.folder))
        if path.is_file() and name not in ("manifest-sha256.txt", ".dossier-manifest"):
            if hashes.pop(name, "") != hashlib.sha256(path.read_bytes()).hexdigest():
                site.fault(f"hashes: {name}")
    if hashes:
        site.fault(f"hashes of nothing: {sorted(hashes)}")


def main():
    site = Site(sys.argv[1], sys.argv[2])
    said = [check_graphs(site)]
    check_heads(site)
    check_picture(site)
    said += [check_feeds(site), check_calendars(site), check_documents(site)]
    said += [check_sources(site), check_entities(site)]
    check_actors(site)
    check_bag(site)
    check_release(site)
    for fault in site.faults[:60]:
        print(fault)
    print(f"{len(site.pages)} pages for programs: {', '.join(said)}: {len(site.faults)} faults")
    sys.exit(1 if site.faults else 0)


main()
