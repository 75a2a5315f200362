#include "records/past_fact.hpp"

#include "base/instant.hpp"
#include "records/reader_internal.hpp"
#include "records/record_members_internal.hpp"
#include "records/writer_internal.hpp"

namespace reeve::records {
namespace {

// Instants as texts: facts are hashed as they stand, and canonical JSON rounds large integers (decision
// 0002).
template <class Convert>
void convert_instants(Json& scope, Convert convert) {
    Json* acts = scope.is_object() ? scope.object().find("acts") : nullptr;
    if (acts == nullptr || !acts->is_object()) return;
    for (auto& [act, count] : acts->object()) {
        Json* last = count.is_object() ? count.object().find("last") : nullptr;
        if (last != nullptr) convert(*last);
    }
}

Outcome<Scope> decode_scope(Json json) {
    convert_instants(json, [](Json& last) {
        const auto at = last.is_string() ? parse_instant(last.string()) : std::nullopt;
        if (at) last = at->micros;
    });
    std::string wrong;
    Reader reader(json, wrong);
    Scope scope;
    members(reader, scope);
    reader.finish();
    if (!wrong.empty()) return refuse(RefusalKind::malformed, wrong);
    return scope;
}

}  // namespace

Json encode_past(const Past& past) {
    JsonObject object;
    for (const auto& [name, noted] : past) {
        if (!noted) {
            object.append(name, Json());
            continue;
        }
        Writer writer;
        members(writer, *noted);
        Json scope = writer.finish();
        convert_instants(scope, [](Json& last) { last = text(Instant{last.integer()}); });
        object.append(name, std::move(scope));
    }
    return object;
}

Outcome<Past> decode_past(const Json& json) {
    if (!json.is_object()) return refuse(RefusalKind::malformed, "the past of a record is an object");
    Past past;
    for (const auto& [name, noted] : json.object()) {
        if (noted.is_null()) {
            past.emplace(name, std::nullopt);
            continue;
        }
        auto scope = decode_scope(noted);
        if (!scope) return std::unexpected(scope.error());
        past.emplace(name, std::move(*scope));
    }
    return past;
}

}  // namespace reeve::records
