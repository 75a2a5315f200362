// Limits: under which keys a record counts, and that there are not too many (G8). The store counts within the
// open transaction, so two who come at once are told apart.
#include <fmt/format.h>

#include <algorithm>

#include "records/settling_internal.hpp"

namespace reeve::records {
namespace {

std::optional<Json> part_of(const cel::Value& value) {
    if (value.is(cel::ValueKind::string)) return Json(value.string());
    if (value.is(cel::ValueKind::integer)) return Json(value.integer());
    if (value.is(cel::ValueKind::boolean)) return Json(value.boolean());
    return std::nullopt;
}

// Nothing where the record does not count, or a part of its key has no value. What cannot be evaluated is
// missed.
std::optional<std::string> key_of(Decision& decision, const Draft& draft, const process::Limit& limit) {
    View view = decision.view_after(draft);
    if (limit.where) {
        const cel::Value counts = view.evaluate(*limit.where);
        if (counts.is_error())
            decision.miss(draft, "limit:" + limit.name, "", Decision::cannot_evaluate(*limit.where, counts));
        if (!counts.is_true()) return std::nullopt;
    }
    JsonArray parts;
    for (const process::Expression& by : limit.by) {
        const cel::Value value = view.evaluate(by);
        if (value.is_null()) return std::nullopt;
        auto part = part_of(value);
        if (!part) {
            decision.miss(draft, "limit:" + limit.name, "", Decision::cannot_evaluate(by, value));
            return std::nullopt;
        }
        parts.push_back(std::move(*part));
    }
    return write_json(parts);
}

// Others that count: those of this decision as they stand now, all others as the store has them.
Ahead others(Decision& decision, const Draft& draft, const process::Limit& limit, const std::string& key) {
    std::vector<Id> touched;
    Ahead found;
    for (const auto& other : decision.drafts()) {
        touched.push_back(other->record.id);
        const auto keys = other->record.limits.find(limit.name);
        if (other.get() == &draft || other->type != draft.type || keys == other->record.limits.end() ||
            !keys->second.contains(key))
            continue;
        if (found.count++ == 0) found.number = other->record.number;
    }
    const Ahead stored = decision.situation.facts->counting(
        {decision.process().id, draft.type->name, limit.name, key}, touched);
    found.count += stored.count;
    if (!stored.number.empty()) found.number = stored.number;
    return found;
}

void settle_limit(Decision& decision, Draft& draft, const process::Limit& limit) {
    const auto known = draft.record.limits.find(limit.name);
    const std::set<std::string, std::less<>> before =
        known == draft.record.limits.end() ? std::set<std::string, std::less<>>() : known->second;
    const std::optional<std::string> key = key_of(decision, draft, limit);
    for (const std::string& left : before)
        if (key != left) decision.change(draft, LimitHeld{limit.name, left, false});
    // Who counts already takes nobody's place.
    if (!key || before.contains(*key)) return;
    const Ahead counting = others(decision, draft, limit, *key);
    if (static_cast<std::size_t>(counting.count) >= limit.max) {
        std::string why(limit.why.in(decision.language));
        if (!counting.number.empty()) why = fmt::format("{} ({})", why, counting.number);
        return decision.miss(draft, "limit:" + limit.name, "", std::move(why));
    }
    decision.change(draft, LimitHeld{limit.name, *key, true});
}

}  // namespace

void settle_limits(Decision& decision, Draft& draft) {
    if (draft.process != &decision.process()) return;
    if (draft.before != nullptr && draft.record.process_version != decision.process().version) return;
    for (const process::Limit& limit : draft.type->limits) settle_limit(decision, draft, limit);
}

}  // namespace reeve::records
