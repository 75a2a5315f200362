#include "http/field_views.hpp"

#include "base/instant.hpp"
#include "process/field_word.hpp"
#include "process/words.hpp"

namespace reeve::http {
namespace {

Json reference(const Viewer& viewer, process::FieldKind kind, const Json& stored) {
    const auto id = stored.is_string() ? Id::parse(stored.string()) : std::nullopt;
    if (!id) return stored;
    if (kind == process::FieldKind::person) return person_reference(viewer.world, *id);
    if (kind == process::FieldKind::team) return team_reference(viewer.world, *id);
    return organisation_reference(viewer.world, *id);
}

Json choices_json(const process::Choice& choice, std::string_view language) {
    JsonArray values;
    for (const process::ChoiceValue& value : choice.values)
        values.push_back(
            JsonObject{{"value", value.name}, {"title", process::shown(value.title, value.name, language)}});
    return values;
}

JsonObject item_json(std::string_view name, std::string_view title, std::string_view type, bool required) {
    return JsonObject{{"name", name}, {"title", title}, {"type", type}, {"required", required}};
}

JsonObject field_item(const process::Process& process, const process::Field& field, bool required,
                      std::string_view language) {
    JsonObject item =
        item_json(field.name, process::shown(field.title, field.name, language), word(field.kind), required);
    if (field.kind == process::FieldKind::choice)
        item.set("choices", choices_json(process.choices.at(field.choice), language));
    if (field.kind == process::FieldKind::text) item.set("long", field.long_text);
    return item;
}

}  // namespace

Json value_json(const Viewer& viewer, const process::Field* field, const Json& stored) {
    if (!field || stored.is_null()) return stored;
    switch (field->kind) {
        case process::FieldKind::instant:
            return stored.is_integer() ? Json(text(Instant{stored.integer()})) : stored;
        case process::FieldKind::duration:
            return stored.is_integer() ? Json(text(Duration{stored.integer()})) : stored;
        case process::FieldKind::person:
        case process::FieldKind::team:
        case process::FieldKind::organisation: return reference(viewer, field->kind, stored);
        default: return stored;
    }
}

Json value_title(const Viewer& viewer, const process::Process& process, const process::Field& field,
                 const Json& value) {
    if (value.is_object()) return Json(value.string_or_empty("name"));
    if (!value.is_string() || field.kind != process::FieldKind::choice) return {};
    for (const process::ChoiceValue& one : process.choices.at(field.choice).values)
        if (one.name == value.string()) return process::shown(one.title, one.name, viewer.language);
    return {};
}

Json fields_json(const Viewer& viewer, const records::Record& record, const process::RecordType* type) {
    JsonObject json;
    if (!type) {
        for (const auto& [name, value] : record.fields) json.set(name, value);
        return json;
    }
    for (const process::Field& field : type->fields) {
        const Json* stored = record.field(field.name);
        json.set(field.name, stored ? value_json(viewer, &field, *stored) : Json());
    }
    return json;
}

Json form_json(const process::Process& process, const process::RecordType& type, const process::Act& act,
               const Viewer& viewer) {
    JsonArray form;
    for (const process::FormItem& item : act.form) {
        switch (item.kind) {
            case process::FormItem::Kind::title:
                form.push_back(item_json("title", "Title", "text", item.required));
                break;
            case process::FormItem::Kind::description: {
                JsonObject description = item_json("description", "Description", "text", item.required);
                description.set("long", true);
                form.emplace_back(std::move(description));
                break;
            }
            case process::FormItem::Kind::field:
                form.push_back(
                    field_item(process, type.fields.at(item.field), item.required, viewer.language));
                break;
        }
    }
    return form;
}

}  // namespace reeve::http
