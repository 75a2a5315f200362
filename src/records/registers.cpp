#include <fmt/format.h>

#include "records/register_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

std::optional<Instant> instant_in(const process::RecordType& type, const Record& entry,
                                  std::optional<process::Index> field) {
    const Json* value = field ? entry.field(type.fields[*field].name) : nullptr;
    return value != nullptr && value->is_string() ? parse_instant(value->string()) : std::nullopt;
}

}  // namespace

bool in_effect(const process::RecordType& type, const Record& entry, Instant at) {
    if (entry.end) return false;
    const auto from = instant_in(type, entry, type.effective_from);
    const auto until = instant_in(type, entry, type.effective_until);
    return (!from || *from <= at) && (!until || at < *until);
}

std::optional<Instant> effect_turns(const process::RecordType& type, const Record& entry, Instant after) {
    if (entry.end) return std::nullopt;
    const Instant from = instant_in(type, entry, type.effective_from).value_or(after);
    const Instant until = instant_in(type, entry, type.effective_until).value_or(Instant::never());
    const Instant next = from > after && from < until ? from : until;
    return next > after && next != Instant::never() && from < until ? std::optional(next) : std::nullopt;
}

bool ever_in_effect(const process::RecordType& type, const Record& entry) {
    const auto from = instant_in(type, entry, type.effective_from);
    const auto until = instant_in(type, entry, type.effective_until);
    return !from || !until || *from < *until;
}

bool in_effect_together(const process::RecordType& type, const Record& a, const Record& b) {
    if (a.end || b.end) return false;
    const auto before = [&](const Record& one, const Record& other) {
        const auto from = instant_in(type, one, type.effective_from);
        const auto until = instant_in(type, other, type.effective_until);
        return !from || !until || *from < *until;
    };
    return before(a, b) && before(b, a);
}

cel::Value seen_register(const process::Process& process, const process::RecordType& type,
                         const Directory& directory, Facts& facts, Instant at) {
    const auto index = process.registers_object.field_index(type.name);
    if (!index) return cel::Value::error(cel::ErrorKind::host, "there is no such register");
    const std::vector<const Record*> entries = facts.entries(process, type, entries_max);
    if (entries.size() > entries_max)
        return cel::Value::error(
            cel::ErrorKind::host,
            fmt::format("the register '{}' has more than {} entries", type.name, entries_max));
    const cel::Type element = process.registers_object.fields()[*index].type.element();
    cel::List list;
    for (const Record* entry : entries) {
        if (!in_effect(type, *entry, at)) continue;
        std::vector<cel::Value> members{entry->number, entry->title};
        for (const process::Field& field : type.fields)
            members.push_back(seen_value(field, entry->field(field.name), directory));
        list.push_back(cel::Value::object(element, std::move(members)));
    }
    return list;
}

}  // namespace reeve::records
