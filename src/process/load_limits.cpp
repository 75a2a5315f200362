// Limits: no more than so many records under one key (G8).
#include <fmt/format.h>

#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t limits_max = 50;
constexpr std::size_t parts_max = 5;
constexpr std::int64_t count_max = 1'000'000;

// What can stand in a key: something with one way to write it. What may be absent may stand there: a record
// without it does not count.
bool may_be_part(cel::Type type) {
    if (type.is(cel::TypeKind::maybe)) type = type.element();
    return type.is(cel::TypeKind::string) || type.is(cel::TypeKind::integer) ||
           type.is(cel::TypeKind::boolean) || type.is(cel::TypeKind::choice) || type.is(cel::TypeKind::dyn);
}

void read_part(const Defining& in, const YamlNode& node, Limit& limit) {
    auto compiled = in.scopes.compile(in.reading(), node, "a part of `by`", Place::rule, std::nullopt);
    if (!compiled) return;
    if (may_be_part(compiled->program.result()))
        limit.by.push_back(std::move(*compiled));
    else
        in.reading().error(
            node, fmt::format("a part of the key is a {}", compiled->program.result().text()),
            "a text, a whole number, a choice or yes or no: `place.id`, `planned.getFullYear('UTC')`");
}

Limit read_limit(const Defining& in, const Entry& entry) {
    Reading& reading = in.reading();
    Limit limit;
    limit.name = entry.name();
    limit.line = entry.key->line;
    reading.check_name("limit", *entry.key, limit.name);
    if (!reading.is_map(*entry.node, fmt::format("the limit '{}'", limit.name))) return limit;
    const YamlNode& map = *entry.node;
    reading.check_keys(map, "a limit", {"title", "where", "by", "max", "why"}, {"of"});
    limit.title = reading.words(map.find("title"), "a title");
    limit.why = reading.words(map.find("why"), "`why`");
    if (limit.why.empty())
        reading.error(*entry.key, fmt::format("the limit '{}' has no `why`", limit.name),
                      "`why`: what to say to whom it stops");
    if (const YamlNode* where = map.find("where"))
        limit.where = in.scopes.compile(reading, *where, "`where`", Place::rule, cel::Type::boolean());
    if (const YamlNode* by = map.find("by")) {
        if (by->is_list()) {
            if (by->items.size() > parts_max)
                reading.error(*by, fmt::format("`by` has {} parts", by->items.size()),
                              fmt::format("at most {}", parts_max));
            for (const YamlNode& part : by->items) read_part(in, part, limit);
        } else {
            read_part(in, *by, limit);
        }
    }
    if (const YamlNode* max = map.find("max"))
        limit.max = static_cast<std::size_t>(reading.integer(*max, "`max`", 1, count_max).value_or(1));
    else
        reading.error(*entry.key, fmt::format("the limit '{}' does not say how many", limit.name),
                      "`max`; 1 makes the key unique");
    return limit;
}

}  // namespace

void define_limits(const Defining& in, const YamlNode* node) {
    std::vector<Entry> entries = in.reading().entries(node, "limits");
    in.reading().limit(node, "limits", limits_max, entries);
    for (const Entry& entry : entries) in.type.limits.push_back(read_limit(in, entry));
    in.reading().check_apart("limit", entries);
}

}  // namespace reeve::process
