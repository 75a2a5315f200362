#include "desk/list_cursor.hpp"

#include "base/json.hpp"
#include "base/sha256.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t cursor_most = 2000;

Json id_or_null(const std::optional<Id>& id) {
    return id ? Json(id->text()) : Json();
}

Json ids_json(const std::vector<Id>& ids) {
    JsonArray all;
    for (const Id id : ids) {
        all.emplace_back(id.text());
    }
    return all;
}

Json mine_json(const store::Mine& mine) {
    JsonArray all{mine.person.text()};
    for (const store::Mine::Held& held : mine.roles) {
        all.emplace_back(JsonArray{held.process, held.role, held.organisation.text()});
    }
    for (const Id team : mine.teams) {
        all.emplace_back(team.text());
    }
    return all;
}

// Of everything that decides which records are on which page.
std::string text_of(const store::Filter& filter) {
    const JsonArray all{filter.process,
                        filter.type,
                        filter.kind,
                        filter.state,
                        filter.open ? Json(*filter.open) : Json(),
                        filter.priority,
                        filter.rank ? Json(*filter.rank) : Json(),
                        id_or_null(filter.assignee),
                        filter.holder,
                        id_or_null(filter.team),
                        id_or_null(filter.organisation),
                        id_or_null(filter.reporter),
                        filter.service,
                        filter.q,
                        filter.waiting,
                        filter.reopened,
                        filter.due_within ? Json(filter.due_within->micros) : Json(),
                        filter.mine ? mine_json(*filter.mine) : Json(),
                        filter.asked ? ids_json(*filter.asked) : Json(),
                        JsonArray(filter.numbers.begin(), filter.numbers.end()),
                        static_cast<int>(filter.sort),
                        filter.descending};
    return write_json(Json(all));
}

std::string digest_of(std::string_view list) {
    return hex(sha256(list)).substr(0, 32);
}

std::unexpected<Refusal> wrong_cursor() {
    return refuse(RefusalKind::malformed, "This cursor is of another list; begin again without one.");
}

}  // namespace

std::string write_cursor(std::string_view position, const store::Filter& filter, Id caller) {
    return write_cursor(position, text_of(filter), caller);
}

std::string write_cursor(std::string_view position, std::string_view list, Id caller) {
    const JsonObject json{{"p", position}, {"f", digest_of(list)}, {"c", caller.text()}};
    return base64url(write_json(Json(json)));
}

Outcome<std::string> read_cursor(std::string_view cursor, const store::Filter& filter, Id caller) {
    return read_cursor(cursor, text_of(filter), caller);
}

Outcome<std::string> read_cursor(std::string_view cursor, std::string_view list, Id caller) {
    std::string text;
    if (cursor.size() > cursor_most || !unbase64url(cursor, text)) {
        return wrong_cursor();
    }
    const Outcome<Json> json = parse_json(text);
    if (!json || json->string_or_empty("f") != digest_of(list) ||
        json->string_or_empty("c") != caller.text()) {
        return wrong_cursor();
    }
    return std::string(json->string_or_empty("p"));
}

}  // namespace reeve::desk
