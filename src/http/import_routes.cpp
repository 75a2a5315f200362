#include "http/import_routes.hpp"

#include <array>
#include <span>

#include "base/instant.hpp"
#include "base/sha256.hpp"
#include "http/serving.hpp"

namespace reeve::http {
namespace {

constexpr std::size_t entries_max = 2000;  // of a kind
constexpr std::size_t lives_max = 2000;
constexpr std::size_t rows_max = 5000;  // of all lives together
constexpr std::size_t flags_max = 20;   // of a row
constexpr std::size_t names_max = 100;  // of a person's roles or teams

using Names = std::span<const std::string_view>;

std::unexpected<Refusal> malformed(std::string why) {
    return refuse(RefusalKind::malformed, std::move(why));
}

// Reads the members of one object; the first mistake is kept, and says where it is.
class Members {
public:
    Members(const Json& json, std::string where, Names allowed) : json_(json), where_(std::move(where)) {
        if (!json.is_object())
            wrong("is no object");
        else if (auto only = only_members(json, allowed); !only)
            wrong_ = where_ + ": " + only.error().detail;
    }

    void text(std::string_view name, std::string& onto) {
        if (const Json* given = member(name)) {
            if (given->is_string())
                onto = given->string();
            else
                wrong(name, "is a string");
        }
    }
    void text(std::string_view name, std::optional<std::string>& onto) {
        if (member(name) != nullptr) text(name, onto.emplace());
    }
    void instant(std::string_view name, std::optional<Instant>& onto) {
        std::string given;
        text(name, given);
        if (given.empty()) return;
        onto = parse_instant(given);
        if (!onto) wrong(name, "is an RFC 3339 instant with its offset");
    }
    void integer(std::string_view name, std::int64_t& onto) {
        if (const Json* given = member(name)) {
            if (given->is_integer() && given->integer() >= 0)
                onto = given->integer();
            else
                wrong(name, "is a whole number, not negative");
        }
    }
    void texts(std::string_view name, std::vector<std::string>& onto, std::size_t most) {
        for (const Json& one : list(name, most)) {
            if (!one.is_string()) return wrong(name, "is a list of strings");
            onto.push_back(one.string());
        }
    }
    [[nodiscard]] const JsonArray& list(std::string_view name, std::size_t most) {
        static const JsonArray none;
        const Json* given = member(name);
        if (given == nullptr) return none;
        if (given->is_array() && given->array().size() <= most) return given->array();
        wrong(name, "is a list of at most " + std::to_string(most));
        return none;
    }
    // Null where it is absent or null.
    [[nodiscard]] const Json* member(std::string_view name) const {
        const Json* given = json_.find(name);
        return given != nullptr && given->is_null() ? nullptr : given;
    }
    void wrong(std::string_view name, std::string_view what) {
        wrong("has a '" + std::string(name) + "', which " + std::string(what));
    }
    void need(std::string_view name, bool there) {
        if (!there) wrong("needs its '" + std::string(name) + "'");
    }
    [[nodiscard]] Outcome<void> finish() const {
        if (!wrong_.empty()) return malformed(wrong_);
        return {};
    }

private:
    const Json& json_;
    std::string where_, wrong_;

    void wrong(std::string what) {
        if (wrong_.empty()) wrong_ = where_ + " " + what + ".";
    }
};

std::string place(std::string_view list, std::size_t at) {
    return std::string(list) + "[" + std::to_string(at) + "]";
}

// The hash of a row that says none is that of what it says.
Digest hash_of(Members& members, const Json& json) {
    std::string given, bytes;
    members.text("hash", given);
    Digest hash{};
    if (given.empty()) return sha256(canonical_json(json));
    if (!unhex(given, bytes) || bytes.size() != hash.size())
        members.wrong("hash", "is 64 hexadecimal digits");
    else
        std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

Outcome<records::ImportedRow> read_row(const Json& json, std::string where) {
    static constexpr std::array<std::string_view, 13> kMembers{
        "at",       "line", "hash",    "state",    "fields",   "title", "description",
        "assignee", "by",   "comment", "audience", "priority", "flags"};
    Members members(json, std::move(where), kMembers);
    records::ImportedRow row;
    std::optional<Instant> at;
    members.instant("at", at);
    members.need("at", at.has_value());
    row.at = at.value_or(Instant{});
    members.integer("line", row.line);
    row.hash = json.is_object() ? hash_of(members, json) : Digest{};
    members.text("state", row.state);
    if (const Json* fields = members.member("fields")) {
        if (fields->is_object())
            row.fields = fields->object();
        else
            members.wrong("fields", "is an object of names and values");
    }
    members.text("title", row.title);
    members.text("description", row.description);
    // null is nobody, as in the act that assigns.
    if (const Json* assignee = json.find("assignee"); assignee != nullptr && assignee->is_null())
        row.assignee.emplace();
    else
        members.text("assignee", row.assignee);
    members.text("by", row.by);
    members.text("comment", row.comment);
    members.text("audience", row.audience);
    members.text("priority", row.priority);
    members.texts("flags", row.flags, flags_max);
    if (auto done = members.finish(); !done) return std::unexpected(done.error());
    return row;
}

Outcome<records::ImportedLife> read_life(const Json& json, const std::string& where) {
    static constexpr std::array<std::string_view, 7> kMembers{"key",       "type", "channel", "reporter",
                                                              "logged_by", "born", "rows"};
    Members members(json, where, kMembers);
    records::ImportedLife life;
    members.text("key", life.key);
    members.text("type", life.type);
    members.need("key", !life.key.empty());
    members.need("type", !life.type.empty());
    members.text("channel", life.channel);
    members.text("reporter", life.reporter);
    members.text("logged_by", life.logged_by);
    members.instant("born", life.born);
    for (const Json& item : members.list("rows", rows_max)) {
        auto row = read_row(item, where + "." + place("rows", life.rows.size()));
        if (!row) return std::unexpected(row.error());
        life.rows.push_back(std::move(*row));
    }
    if (auto done = members.finish(); !done) return std::unexpected(done.error());
    return life;
}

Outcome<desk::ImportedOrganisation> read_entry(const Json& json, std::string where,
                                               const desk::ImportedOrganisation*) {
    static constexpr std::array<std::string_view, 4> kMembers{"name", "display", "kind", "calendar"};
    Members members(json, std::move(where), kMembers);
    desk::ImportedOrganisation entry;
    members.text("name", entry.name);
    members.text("display", entry.display);
    members.text("kind", entry.kind);
    members.text("calendar", entry.calendar);
    members.need("name", !entry.name.empty());
    if (auto done = members.finish(); !done) return std::unexpected(done.error());
    return entry;
}

Outcome<desk::ImportedTeam> read_entry(const Json& json, std::string where, const desk::ImportedTeam*) {
    static constexpr std::array<std::string_view, 3> kMembers{"name", "display", "organisation"};
    Members members(json, std::move(where), kMembers);
    desk::ImportedTeam entry;
    members.text("name", entry.name);
    members.text("display", entry.display);
    members.text("organisation", entry.organisation);
    members.need("name", !entry.name.empty());
    if (auto done = members.finish(); !done) return std::unexpected(done.error());
    return entry;
}

Outcome<desk::ImportedPerson> read_entry(const Json& json, std::string where, const desk::ImportedPerson*) {
    static constexpr std::array<std::string_view, 5> kMembers{"name", "display", "organisation", "roles",
                                                              "teams"};
    Members members(json, std::move(where), kMembers);
    desk::ImportedPerson entry;
    members.text("name", entry.name);
    members.text("display", entry.display);
    members.text("organisation", entry.organisation);
    members.texts("roles", entry.roles, names_max);
    members.texts("teams", entry.teams, names_max);
    members.need("name", !entry.name.empty());
    if (auto done = members.finish(); !done) return std::unexpected(done.error());
    return entry;
}

template <class Entry>
Outcome<void> read_entries(Members& members, std::string_view name, std::vector<Entry>& onto) {
    for (const Json& item : members.list(name, entries_max)) {
        constexpr const Entry* type = nullptr;
        auto entry = read_entry(item, place(name, onto.size()), type);
        if (!entry) return std::unexpected(entry.error());
        onto.push_back(std::move(*entry));
    }
    return {};
}

Outcome<desk::Import> read_import(const Json& body) {
    static constexpr std::array<std::string_view, 6> kMembers{"source", "process", "organisations",
                                                              "teams",  "people",  "lives"};
    Members members(body, "The import", kMembers);
    desk::Import import;
    members.text("source", import.source);
    members.text("process", import.process);
    members.need("source", !import.source.empty());
    members.need("process", !import.process.empty());
    if (import.source.size() > 200) members.wrong("source", "has at most 200 characters");
    auto read = read_entries(members, "organisations", import.organisations);
    if (read) read = read_entries(members, "teams", import.teams);
    if (read) read = read_entries(members, "people", import.people);
    if (!read) return std::unexpected(read.error());
    std::size_t rows = 0;
    for (const Json& item : members.list("lives", lives_max)) {
        auto life = read_life(item, place("lives", import.lives.size()));
        if (!life) return std::unexpected(life.error());
        rows += life->rows.size();
        import.lives.push_back(std::move(*life));
    }
    if (rows > rows_max)
        members.wrong("lives", "have at most " + std::to_string(rows_max) + " rows together");
    if (auto done = members.finish(); !done) return std::unexpected(done.error());
    return import;
}

}  // namespace

void import_records(Api& api, Call call, Reply reply) {
    if (!person_of(call).administrator)
        return reply(
            problem({RefusalKind::not_allowed, "Only an administrator of this desk may do this.", {}, 0}));
    auto import = read_import(call.body);
    if (!import) return reply(problem(import.error()));
    import->actor = {records::ActorKind::person, call.person};
    submit(api, std::move(*import), std::move(reply), [](const desk::Answer& done) {
        return json_response(200, desk::report_json(done.imported.value_or(desk::ImportReport{})));
    });
}

}  // namespace reeve::http
