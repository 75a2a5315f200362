// Links: what a record is tied to, in this process or another one.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "process/load_internal.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

constexpr std::int64_t links_max = 1000;

// `to: process/type`: which process there is, the desk knows when it activates this one.
void read_target(Reading& reading, const YamlNode& map, Link& link) {
    const YamlNode* to = map.find("to");
    const auto word = to ? reading.word(*to, "`to`") : std::nullopt;
    if (!word) return;
    const std::size_t slash = word->find('/');
    link.target_name = slash == std::string::npos ? *word : word->substr(slash + 1);
    if (slash == std::string::npos) return;
    link.target_process = word->substr(0, slash);
    const auto letters = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    if (link.target_process.empty() || !is_name(link.target_name) ||
        !std::all_of(link.target_process.begin(), link.target_process.end(), letters))
        reading.error(*to, fmt::format("'{}' names no record type of a process", *word),
                      "process/type, such as release-calendar/change");
}

// What is read of the records of another process, which its type must share.
void read_reads(Loading& loading, const YamlNode& map, Link& link) {
    Reading& reading = loading.reading;
    const YamlNode* node = map.find("reads");
    if (!node) return;
    if (!link.is_remote()) {
        reading.error(*node, "`reads` is for links to other processes",
                      "nothing: within a process `shares` and `outcomes` are read");
        return;
    }
    const std::vector<Entry> entries = reading.entries(node, "reads");
    for (const Entry& entry : entries) {
        if (entry.name() == "outcome") {
            for (const Reading::Word& word : reading.words_of(*entry.node, "`outcome`"))
                if (reading.check_name("outcome", word.at, word.text)) link.outcomes.push_back(word.text);
            continue;
        }
        if (auto field = declare_read(loading, entry)) link.reads.push_back(std::move(*field));
    }
    reading.check_apart("field", entries);
}

Link declare_link(Loading& loading, const Entry& entry) {
    Reading& reading = loading.reading;
    Link link;
    link.name = entry.name();
    reading.check_name("link", *entry.key, link.name);
    if (!reading.is_map(*entry.node, fmt::format("the link '{}'", link.name))) return link;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a link", {"to", "inverse", "max", "title", "reads"},
                       {"stale_after", "derived", "of"});
    link.title = reading.words(map.find("title"), "a title");
    if (const YamlNode* max = map.find("max"))
        link.max = static_cast<std::size_t>(reading.integer(*max, "`max`", 1, links_max).value_or(1));
    if (const YamlNode* inverse = map.find("inverse")) {
        link.inverse = reading.word(*inverse, "`inverse`").value_or("");
        if (!link.inverse.empty()) reading.check_name("link", *inverse, link.inverse);
    } else {
        reading.error(*entry.key, fmt::format("the link '{}' has no `inverse`", link.name),
                      "its name seen from the other record");
    }
    if (!map.find("to"))
        reading.error(*entry.key, fmt::format("the link '{}' leads nowhere", link.name), "`to`");
    read_target(reading, map, link);
    read_reads(loading, map, link);
    return link;
}

}  // namespace

void declare_links(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node) {
    source.links = loading.reading.entries(node, "links");
    for (const Entry& entry : source.links) type.links.push_back(declare_link(loading, entry));
    loading.reading.check_apart("link", source.links);
}

void resolve_links(Loading& loading, Index index) {
    RecordType& type = loading.process.types[index];
    loading.reading.set_file(loading.sources[index].entry.file);
    for (std::size_t i = 0; i < type.links.size(); ++i) {
        Link& link = type.links[i];
        const YamlNode* to = loading.sources[index].links[i].node->find("to");
        link.target_type = index;  // of one that is not found, and of one elsewhere
        if (!to || link.target_name.empty() || link.is_remote()) continue;
        if (const auto target =
                find_named(loading.reading, "record type", loading.process.types, link.target_name, *to))
            link.target_type = *target;
    }
}

namespace {

bool has_name(const std::vector<Link>& links, std::string_view name) {
    return std::any_of(links.begin(), links.end(), [&](const Link& link) { return link.name == name; });
}

// What is called the same twice was said already.
void add_inverses(const Process& process, Index index, RecordType& type) {
    for (Index owner = 0; owner < process.types.size(); ++owner)
        for (const Link& link : process.types[owner].links) {
            if (link.is_remote() || link.target_type != index || link.inverse.empty() ||
                has_name(type.links, link.inverse) || has_name(type.inverses, link.inverse))
                continue;
            Link seen;
            seen.name = link.inverse;
            seen.target_type = owner;
            seen.target_name = process.types[owner].name;
            seen.inverse = link.name;
            type.inverses.push_back(std::move(seen));
        }
}

}  // namespace

void settle_links(Loading& loading, Index index) {
    RecordType& type = loading.process.types[index];
    add_inverses(loading.process, index, type);
    for (auto* links : {&type.links, &type.inverses})
        for (Link& link : *links) link.linked = linked_object(loading.process, link);
    type.links_object = links_object(type);
}

}  // namespace reeve::process
