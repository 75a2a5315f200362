#include "import/http_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "base/sha256.hpp"
#include "base/uri.hpp"

namespace reeve::import {
namespace {

constexpr int attempts_max = 60;
constexpr int wait_max_s = 15;
constexpr std::size_t body_max = 900'000;    // bytes; the desk takes 1 MiB
constexpr std::ptrdiff_t people_max = 1000;  // of one request; the desk takes 2,000
constexpr std::size_t life_head_max = 600;   // bytes of a life without its rows

template <class Entry, class Show>
JsonArray list_of(const std::vector<Entry>& entries, Show show) {
    JsonArray list;
    list.reserve(entries.size());
    for (const Entry& entry : entries) list.emplace_back(show(entry));
    return list;
}

Json words(const std::vector<std::string>& all) {
    return list_of(all, [](const std::string& word) { return Json(word); });
}

void put_filled(JsonObject& onto, std::string key, const std::string& value) {
    if (!value.empty()) onto.append(std::move(key), value);
}

Json row_json(const records::ImportedRow& row) {
    JsonObject json{{"at", text(row.at)}, {"line", row.line}, {"hash", hex(row.hash)}};
    put_filled(json, "state", row.state);
    if (!row.fields.empty()) json.append("fields", row.fields);
    if (row.title) json.append("title", *row.title);
    if (row.description) json.append("description", *row.description);
    if (row.assignee) json.append("assignee", *row.assignee);
    put_filled(json, "by", row.by);
    put_filled(json, "comment", row.comment);
    put_filled(json, "audience", row.audience);
    put_filled(json, "priority", row.priority);
    if (!row.flags.empty()) json.append("flags", words(row.flags));
    return json;
}

Json life_json(const records::ImportedLife& life) {
    JsonObject json{{"key", life.key}, {"type", life.type}};
    put_filled(json, "channel", life.channel);
    put_filled(json, "reporter", life.reporter);
    put_filled(json, "logged_by", life.logged_by);
    if (life.born) json.append("born", text(*life.born));
    json.append("rows", list_of(life.rows, row_json));
    return json;
}

std::vector<records::ImportNote> notes_of(const Json& json, std::string_view key) {
    std::vector<records::ImportNote> notes;
    const Json* list = json.find(key);
    if (!list || !list->is_array()) return notes;
    for (const Json& one : list->array())
        notes.push_back({one.integer_or("line", 0), std::string(one.string_or_empty("key")),
                         std::string(one.string_or_empty("why"))});
    return notes;
}

std::string sentence_of(const client::HttpAnswer& answer) {
    std::string sentence(answer.body.string_or_empty("detail"));
    if (sentence.empty()) sentence = answer.body.string_or_empty("title");
    if (const Json* unmet = answer.body.find("unmet"); unmet && unmet->is_array())
        for (const Json& one : unmet->array()) sentence += fmt::format("\n  {}", one.string_or_empty("why"));
    return fmt::format("the desk answers {}: {}", answer.status, sentence);
}

bool is_passing(int status) {
    return status == 429 || status == 503 || status == 502 || status == 504 || status == 409;
}

}  // namespace

Json import_json(const desk::Import& what) {
    JsonObject json{{"source", what.source}, {"process", what.process}};
    json.append("organisations", list_of(what.organisations, [](const desk::ImportedOrganisation& one) {
                    JsonObject entry{{"name", one.name}, {"display", one.display}};
                    put_filled(entry, "kind", one.kind);
                    put_filled(entry, "calendar", one.calendar);
                    return Json(std::move(entry));
                }));
    json.append("teams", list_of(what.teams, [](const desk::ImportedTeam& one) {
                    return Json(JsonObject{
                        {"name", one.name}, {"display", one.display}, {"organisation", one.organisation}});
                }));
    json.append("people", list_of(what.people, [](const desk::ImportedPerson& one) {
                    return Json(JsonObject{{"name", one.name},
                                           {"display", one.display},
                                           {"organisation", one.organisation},
                                           {"roles", words(one.roles)}});
                }));
    json.append("lives", list_of(what.lives, life_json));
    return json;
}

desk::ImportReport read_report(const Json& json) {
    desk::ImportReport report;
    report.records = json.integer_or("records", 0);
    report.created = json.integer_or("created", 0);
    report.rows = json.integer_or("rows", 0);
    report.added = json.integer_or("added", 0);
    report.known = json.integer_or("known", 0);
    report.compared = json.integer_or("compared", 0);
    report.agreeing = json.integer_or("agreeing", 0);
    report.flagged = notes_of(json, "flagged");
    report.rejected = notes_of(json, "rejected");
    const Json* differing = json.find("differing");
    if (!differing || !differing->is_array()) return report;
    for (const Json& one : differing->array())
        report.differing.push_back({one.integer_or("line", 0), std::string(one.string_or_empty("key")),
                                    std::string(one.string_or_empty("desk")),
                                    std::string(one.string_or_empty("source"))});
    return report;
}

HttpSink::HttpSink(const std::string& url, std::string token, std::function<void(int)> wait)
    : client_(url), token_(std::move(token)), wait_(std::move(wait)) {}

void HttpSink::enter_calendar(const std::string& name, const Json& hours) {
    const std::string there = "/api/v1/calendars/" + percent_encoded(name);
    if (client_.ask("GET", there, token_).status == 200) return;
    const client::HttpAnswer answer =
        client_.ask("POST", "/api/v1/calendars", token_,
                    Json(JsonObject{{"name", name}, {"title", name}, {"spec", hours}}));
    if (answer.status >= 300) throw std::runtime_error(sentence_of(answer));
}

std::string HttpSink::sign_in(const std::string& url, const std::string& name, const std::string& password) {
    client::HttpClient client(url);
    const client::HttpAnswer answer =
        client.ask("POST", "/api/v1/session", {},
                   Json(JsonObject{{"name", name}, {"password", password}, {"token", true}}));
    const std::string_view token = answer.body.string_or_empty("token");
    if (answer.status >= 300 || token.empty()) throw std::runtime_error(sentence_of(answer));
    return std::string(token);
}

// Nothing where the desk was not reached, or did not answer: what arrived adds nothing the second time.
std::optional<client::HttpAnswer> HttpSink::ask_once(const Json& body, bool last) {
    try {
        return client_.ask("POST", "/api/v1/imports", token_, body);
    } catch (const std::runtime_error&) {
        client_.disconnect();
        if (last) throw;
        return std::nullopt;
    }
}

desk::ImportReport HttpSink::send(const Json& body) {
    for (int attempt = 1;; ++attempt) {
        const bool last = attempt == attempts_max;
        const std::optional<client::HttpAnswer> answer = ask_once(body, last);
        if (answer && answer->status < 300) return read_report(answer->body);
        if (answer && (last || !is_passing(answer->status))) throw std::runtime_error(sentence_of(*answer));
        wait_(answer ? std::clamp(answer->retry_after_s, 1, wait_max_s) : 1);
    }
}

desk::ImportReport HttpSink::put(Batch batch) {
    desk::ImportReport all;
    desk::Import part = std::move(batch.what);
    const std::vector<records::ImportedLife> lives = std::exchange(part.lives, {});
    while (std::ssize(part.people) > people_max) {
        desk::Import some = part;
        some.people.resize(people_max);
        part.people.erase(part.people.begin(), part.people.begin() + people_max);
        desk::add(all, send(import_json(some)));
    }
    std::size_t bytes = write_json(import_json(part)).size();
    std::string last;  // the life that the last part ended with
    const auto send_part = [&] {
        // A record that is cut between two parts is one.
        const bool goes_on = !part.lives.empty() && part.lives.front().key == last;
        desk::ImportReport told = send(import_json(part));
        if (goes_on && told.records > 0) --told.records;
        desk::add(all, std::move(told));
        if (!part.lives.empty()) last = part.lives.back().key;
        part = {{}, part.source, part.process, {}, {}, {}, {}};
        bytes = 0;
    };
    for (const records::ImportedLife& life : lives) {
        records::ImportedLife cut = life;
        cut.rows.clear();
        for (const records::ImportedRow& row : life.rows) {
            const std::size_t size = write_json(row_json(row)).size();
            if (bytes + size > body_max) {
                if (!cut.rows.empty()) part.lives.push_back(cut);
                cut.rows.clear();
                send_part();
            }
            cut.rows.push_back(row);
            bytes += size;
        }
        if (!cut.rows.empty()) part.lives.push_back(std::move(cut));
        bytes += life_head_max;
    }
    send_part();
    return all;
}

}  // namespace reeve::import
