#include "records/event.hpp"

#include <fmt/format.h>

#include <array>

#include "records/change_codec_internal.hpp"

namespace reeve::records {
namespace {

constexpr std::array<std::string_view, 4> actor_words{"person", "desk", "import", "bridge"};

JsonObject skeleton(const Event& event, InstantForm instants) {
    JsonObject object;
    object.reserve(4);
    if (!event.act.empty()) object.append("act", event.act);
    JsonArray changes;
    changes.reserve(event.changes.size());
    for (const Change& change : event.changes) changes.push_back(encode(change, instants));
    object.append("changes", std::move(changes));
    if (!event.facts.empty()) object.append("facts", event.facts);
    if (event.texts.empty()) return object;
    JsonObject texts;
    texts.reserve(event.texts.size());
    for (const EventText& text : event.texts) texts.append(text.path, hex(text.commitment));
    object.append("texts", std::move(texts));
    return object;
}

Outcome<void> read_texts(const Json& texts, Event& onto) {
    if (!texts.is_object()) return refuse(RefusalKind::malformed, "The 'texts' of an event are an object.");
    for (const auto& [path, commitment] : texts.object()) {
        EventText text;
        text.path = path;
        text.erased = true;
        std::string bytes;
        if (!commitment.is_string() || !unhex(commitment.string(), bytes) ||
            bytes.size() != text.commitment.size())
            return refuse(RefusalKind::malformed,
                          fmt::format("The commitment of the text '{}' is none.", path));
        std::copy(bytes.begin(), bytes.end(), text.commitment.begin());
        onto.texts.push_back(std::move(text));
    }
    return {};
}

Outcome<void> read_changes(const Json* changes, Event& onto) {
    if (changes == nullptr || !changes->is_array())
        return refuse(RefusalKind::malformed, "An event needs a list of 'changes'.");
    onto.changes.reserve(changes->array().size());
    for (const Json& json : changes->array()) {
        auto change = decode_change(json);
        if (!change) return std::unexpected(std::move(change.error()));
        onto.changes.push_back(std::move(*change));
    }
    return {};
}

}  // namespace

std::string_view word(ActorKind kind) {
    return actor_words.at(static_cast<std::size_t>(kind));
}

bool parse_word(std::string_view text, ActorKind& kind) {
    for (std::size_t i = 0; i < actor_words.size(); ++i) {
        if (actor_words[i] != text) continue;
        kind = static_cast<ActorKind>(i);
        return true;
    }
    return false;
}

const EventText* Event::text(std::string_view path) const {
    for (const EventText& text : texts)
        if (text.path == path) return &text;
    return nullptr;
}

Json skeleton(const Event& event) {
    return skeleton(event, InstantForm::integer);
}

Outcome<void> read_skeleton(const Json& skeleton, Event& onto) {
    if (!skeleton.is_object())
        return refuse(RefusalKind::malformed, "The skeleton of an event is an object.");
    onto.act.clear();
    onto.changes.clear();
    onto.facts = {};
    onto.texts.clear();
    if (auto read = read_changes(skeleton.find("changes"), onto); !read) return read;
    for (const auto& [name, value] : skeleton.object()) {
        if (name == "changes") continue;
        if (name == "act" && value.is_string()) {
            onto.act = value.string();
        } else if (name == "facts" && value.is_object()) {
            onto.facts = value.object();
        } else if (name == "texts") {
            if (auto read = read_texts(value, onto); !read) return read;
        } else {
            return refuse(RefusalKind::malformed, fmt::format("An event's skeleton has no such '{}'.", name));
        }
    }
    return {};
}

Json hashed_form(const Event& event) {
    const auto instant = [](Instant at) { return Json(fmt::format_int(at.micros).str()); };
    JsonObject form{{"v", 1},
                    {"id", event.id.text()},
                    {"stream", event.stream.text()},
                    {"stream_kind", event.stream_kind},
                    {"version", event.version},
                    {"type", event.type},
                    {"type_version", event.type_version},
                    {"occurred_at", instant(event.occurred_at)},
                    {"recorded_at", instant(event.recorded_at)}};
    JsonObject actor{{"kind", word(event.actor.kind)}};
    if (!event.actor.id.empty()) actor.append("id", event.actor.id.text());
    form.append("actor", std::move(actor));
    const auto optional_id = [&](const char* name, Id id) {
        if (!id.empty()) form.append(name, id.text());
    };
    optional_id("on_behalf", event.on_behalf);
    optional_id("organisation", event.organisation);
    optional_id("command", event.command);
    optional_id("cause", event.cause);
    if (!event.process.empty()) form.append("process", event.process);
    if (event.process_version != 0) form.append("process_version", event.process_version);
    form.append("audience", event.audience);
    form.append("data", skeleton(event, InstantForm::decimal_string));
    return form;
}

}  // namespace reeve::records
