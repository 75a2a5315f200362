#include <fmt/format.h>

#include <algorithm>

#include "base/integer.hpp"
#include "process/span.hpp"
#include "rehearse/reading_internal.hpp"
#include "rehearse/when.hpp"

namespace reeve::rehearse {
namespace {

using process::Field;
using process::FieldKind;
using process::RecordType;

bool is_none(const YamlNode& node) {
    return node.is_null() || (node.is_scalar() && !node.quoted && node.text == "none");
}

// The handles that may stand in a field that names a person, a team or an organisation.
const std::vector<std::string>& handles(const Scene& scene, FieldKind kind) {
    if (kind == FieldKind::person) return scene.words().people;
    return kind == FieldKind::team ? scene.words().teams : scene.words().organisations;
}

std::vector<std::string> values_of(const Scene& scene, const Field& field) {
    return names_of(scene.words().process->choices.at(field.choice).values);
}

// The value as the API takes it, or nothing where it is none of its kind.
std::optional<Json> parsed(Scene& scene, const Field& field, const YamlNode& node) {
    switch (field.kind) {
        case FieldKind::text: return Json(node.text);
        case FieldKind::choice: {
            const auto known = values_of(scene, field);
            if (std::find(known.begin(), known.end(), node.text) == known.end()) return std::nullopt;
            return Json(node.text);
        }
        case FieldKind::integer: {
            const auto number = process::yaml_integer(node);
            return number ? std::optional<Json>(*number) : std::nullopt;
        }
        case FieldKind::boolean: {
            const auto flag = process::yaml_boolean(node);
            return flag ? std::optional<Json>(*flag) : std::nullopt;
        }
        case FieldKind::instant: {
            const auto at = parse_when(node.text, scene.now, scene.zone);
            return at ? std::optional<Json>(text(*at)) : std::nullopt;
        }
        case FieldKind::duration:  // `48h` and `2d` are not the same everywhere
            return process::parse_span(node.text) ? std::optional<Json>(node.text) : std::nullopt;
        case FieldKind::person:
        case FieldKind::team:
        case FieldKind::organisation: {
            const auto& known = handles(scene, field.kind);
            if (std::find(known.begin(), known.end(), node.text) == known.end()) return std::nullopt;
            return Json(node.text);
        }
    }
    return std::nullopt;
}

void report(Scene& scene, const Field& field, const YamlNode& node) {
    const auto no = [&](std::string_view what, std::string_view expected) {
        scene.wrong(node, fmt::format("'{}' is no {} for '{}'", node.text, what, field.name),
                    std::string(expected));
    };
    switch (field.kind) {
        case FieldKind::choice:
            return scene.unknown(node, "value of " + field.name, node.text, values_of(scene, field));
        case FieldKind::person: return scene.unknown(node, "person", node.text, scene.words().people);
        case FieldKind::team: return scene.unknown(node, "team", node.text, scene.words().teams);
        case FieldKind::organisation:
            return scene.unknown(node, "organisation", node.text, scene.words().organisations);
        case FieldKind::integer: return no("whole number", "such as 3");
        case FieldKind::boolean: return no("truth", "true or false");
        case FieldKind::instant: return no("time", "such as 09:00, Tue 08:00 or 2014-01-21 08:00");
        case FieldKind::duration: return no("length of time", "such as 30m or 1h30m");
        case FieldKind::text: return;
    }
}

const Field* field_named(Scene& scene, const RecordType& type, const YamlKey& key,
                         std::initializer_list<std::string_view> others) {
    const auto index = type.field(key.name);
    if (index) return &type.fields[*index];
    std::vector<std::string> known = names_of(type.fields);
    known.insert(known.end(), others.begin(), others.end());
    scene.unknown(key, "field of " + type.name, key.name, known);
    return nullptr;
}

// `comment:` and `audience:` as the API takes them together.
void put_comment(Scene& scene, const YamlNode& with, Step& step) {
    const YamlNode* comment = with.find("comment");
    const YamlNode* audience = with.find("audience");
    if (audience && !comment) scene.wrong(*audience, "an audience without a comment");
    if (!comment) return;
    const auto text = scene.word(*comment, "a comment");
    if (!text) return;
    if (!audience) {
        step.body.set("comment", *text);
        return;
    }
    static const std::vector<std::string> kAudiences{"public", "internal"};
    const auto whom = scene.known_word(*audience, "audience", kAudiences);
    if (whom) step.body.set("comment", JsonObject{{"text", *text}, {"audience", *whom}});
}

void put_field(Scene& scene, const Field& field, const YamlNode& node, bool lenient, JsonObject& fields) {
    if (auto value = sent_value(scene, field, node, lenient)) fields.set(field.name, std::move(*value));
}

void put_text(Scene& scene, const YamlKey& key, const YamlNode& node, JsonObject& onto) {
    if (const auto text = scene.word(node, key.name)) onto.set(key.name, *text);
}

// `trees: {triage: [yes, test]}`: what is answered.
void put_trees(Scene& scene, const YamlNode& node, Step& step) {
    if (!node.is_map()) return scene.wrong(node, "`trees` is a map: {NAME: [its answers]}");
    JsonObject trees;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        if (!scene.words().process->tree(node.keys[i].name)) {
            std::vector<std::string> known;
            for (const auto& tree : scene.words().process->trees) known.push_back(tree->name);
            scene.unknown(node.keys[i], "tree", node.keys[i].name, known);
            continue;
        }
        JsonArray answers;
        for (const YamlNode* item : scene.one_or_more(node.items[i], "a tree's answers"))
            answers.emplace_back(item->text);
        trees.set(node.keys[i].name, std::move(answers));
    }
    step.body.set("trees", std::move(trees));
}

// What `tick` takes: {checklist, step, on}.
void put_tick(Scene& scene, const RecordType& type, const YamlKey& key, const YamlNode& node,
              JsonObject& fields) {
    if (key.name == "on") {
        const auto on = process::yaml_boolean(node);
        if (!on) return scene.wrong(node, "`on` is true or false");
        fields.set(key.name, *on);
        return;
    }
    static const std::vector<std::string> kParts{"checklist", "step", "on"};
    if (key.name == "checklist") {
        if (const auto list = scene.known_word(node, "checklist of " + type.name, names_of(type.checklists)))
            fields.set(key.name, *list);
    } else if (key.name == "step") {
        put_text(scene, key, node, fields);
    } else {
        scene.unknown(key, "part of a tick", key.name, kParts);
    }
}

// What `log_time` and `strike_time` take: {minutes, day, text} and {entry}. What the desk is to refuse is
// sent as it stands.
void put_time(Scene& scene, const Step& step, const YamlKey& key, const YamlNode& node, bool lenient,
              JsonObject& fields) {
    static const std::vector<std::string> kLogs{"minutes", "day", "text"};
    static const std::vector<std::string> kStrikes{"entry"};
    const std::vector<std::string>& known = step.act == "log_time" ? kLogs : kStrikes;
    if (std::ranges::find(known, key.name) == known.end())
        return scene.unknown(key, "part of " + step.act, key.name, known);
    if (key.name == "day" || key.name == "text") return put_text(scene, key, node, fields);
    const auto number = parse_integer<std::int64_t>(node.text);
    if (number)
        fields.set(key.name, *number);
    else if (lenient)
        put_text(scene, key, node, fields);
    else
        scene.wrong(node, fmt::format("`{}` is a whole number", key.name));
}

}  // namespace

std::optional<Json> sent_value(Scene& scene, const Field& field, const YamlNode& node, bool lenient) {
    if (is_none(node)) return Json();
    if (!scene.word(node, "the value of " + field.name)) return std::nullopt;
    if (auto value = parsed(scene, field, node)) return value;
    if (lenient) return Json(node.text);
    report(scene, field, node);
    return std::nullopt;
}

std::optional<std::string> expected_value(Scene& scene, const Field& field, const YamlNode& node) {
    if (is_none(node)) return "none";
    if (!scene.word(node, "the value of " + field.name)) return std::nullopt;
    if (field.kind == FieldKind::instant) {
        const auto at = scene.instant(node);
        return at ? std::optional(local_text(*at, scene.zone)) : std::nullopt;
    }
    if (auto value = parsed(scene, field, node)) {
        if (field.kind == FieldKind::duration) return text(*process::parse_span(value->string()));
        return value->is_string() ? value->string() : write_json(*value);
    }
    report(scene, field, node);
    return std::nullopt;
}

void read_log_with(Scene& scene, const RecordType& type, const YamlNode& node, bool lenient, Step& step) {
    if (!node.is_map()) return scene.wrong(node, "`with` is a map of names and values");
    JsonObject fields;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const YamlKey& key = node.keys[i];
        const YamlNode& value = node.items[i];
        if (key.name == "comment" || key.name == "audience") continue;
        if (key.name == "trees") {
            put_trees(scene, value, step);
        } else if (key.name == "title" || key.name == "description" || key.name == "channel") {
            put_text(scene, key, value, step.body);
        } else if (key.name == "reporter") {
            if (const auto person = scene.person(value)) step.body.set("reporter", *person);
        } else if (key.name == "occurred_at") {
            if (const auto at = scene.instant(value)) step.body.set("occurred_at", text(*at));
        } else if (const Field* field = field_named(scene, type, key,
                                                    {"title", "description", "channel", "reporter",
                                                     "occurred_at", "comment", "audience"})) {
            put_field(scene, *field, value, lenient, fields);
        }
    }
    put_comment(scene, node, step);
    step.body.set("fields", std::move(fields));
}

void read_act_with(Scene& scene, const RecordType& type, const YamlNode& node, bool lenient, Step& step) {
    if (!node.is_map()) return scene.wrong(node, "`with` is a map of names and values");
    const bool watching = step.act == "watch";
    JsonObject fields;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const YamlKey& key = node.keys[i];
        const YamlNode& value = node.items[i];
        if (key.name == "comment" || key.name == "audience") continue;
        if (key.name == "trees") {
            put_trees(scene, value, step);
        } else if (key.name == "occurred_at") {
            if (const auto at = scene.instant(value)) step.body.set("occurred_at", text(*at));
        } else if (step.act == "tick") {
            put_tick(scene, type, key, value, fields);
        } else if (step.act == "log_time" || step.act == "strike_time") {
            put_time(scene, step, key, value, lenient, fields);
        } else if (key.name == "title" || key.name == "description") {
            put_text(scene, key, value, fields);
        } else if (watching && key.name == "person") {
            if (const auto person = scene.person(value)) fields.set("person", *person);
        } else if (watching && key.name == "on") {
            const auto on = process::yaml_boolean(value);
            if (on)
                fields.set("on", *on);
            else
                scene.wrong(value, "`on` is true or false");
        } else if (const Field* field = field_named(
                       scene, type, key, {"title", "description", "occurred_at", "comment", "audience"})) {
            put_field(scene, *field, value, lenient, fields);
        }
    }
    put_comment(scene, node, step);
    if (!fields.empty()) step.body.set("fields", std::move(fields));
}

}  // namespace reeve::rehearse
