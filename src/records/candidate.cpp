#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "records/candidate_internal.hpp"
#include "records/values_internal.hpp"

namespace reeve::records {
namespace {

constexpr std::size_t title_length_max = 200;
constexpr std::size_t description_length_max = 20'000;

std::string title_of(const Decision& decision, const process::Field& field) {
    return process::shown(field.title, field.name, decision.language);
}

void refuse_field(Decision& decision, const Draft& draft, const std::string& field, std::string why) {
    decision.ill_formed = true;
    decision.miss(draft, "field", field, std::move(why));
}

void take_field(Decision& decision, Draft& draft, const std::string& name, const Json& value,
                const Form& form) {
    const process::RecordType& type = *draft.type;
    const auto index = type.field(name);
    if (!index) {
        std::vector<std::string> known{"title", "description"};
        for (const process::Field& field : type.fields) known.push_back(field.name);
        const std::string_view near = nearest(name, known);
        return refuse_field(decision, draft, name,
                            near.empty()
                                ? fmt::format("There is no field '{}'.", name)
                                : fmt::format("There is no field '{}'; did you mean '{}'?", name, near));
    }
    const process::Field& field = type.fields[*index];
    if (field.is)
        return refuse_field(decision, draft, name,
                            fmt::format("{} is computed; it cannot be sent.", title_of(decision, field)));
    if (!form.takes_field(*index))
        return refuse_field(decision, draft, name,
                            fmt::format("{} is not part of '{}'.", title_of(decision, field), form.title));
    auto kept = kept_value(decision.process(), field, value, decision.directory());
    if (!kept)
        return refuse_field(decision, draft, name,
                            fmt::format("{}: {}", title_of(decision, field), kept.error()));
    set_field(decision, draft, field, std::move(*kept));
}

void take_own_text(Decision& decision, Draft& draft, std::string_view name, const Json& value,
                   const Form& form) {
    const bool title = name == "title";
    const std::string field(name);
    if (!form.takes_own(name))
        return refuse_field(decision, draft, field,
                            fmt::format("The {} is not part of '{}'.", name, form.title));
    if (!value.is_string() && !(value.is_null() && !title))
        return refuse_field(decision, draft, field, fmt::format("The {} is a text.", name));
    const std::string text = value.is_string() ? value.string() : std::string();
    if (title && trim(text).empty()) return refuse_field(decision, draft, field, "A title is needed.");
    if (const std::string why = wrong_text(text, title ? title_length_max : description_length_max, title);
        !why.empty())
        return refuse_field(decision, draft, field, fmt::format("The {}: {}", name, why));
    set_own_text(decision, draft, name, text);
}

void compute_field(Decision& decision, Draft& draft, const process::Field& field) {
    View view = decision.view(draft, nullptr);
    view.note_rows(draft.rows);
    const cel::Value value = view.evaluate(*field.is);
    auto kept = kept_value(decision.process(), field, value, decision.directory());
    if (kept) return set_field(decision, draft, field, std::move(*kept));
    decision.miss(draft, "computed:" + field.name, field.name,
                  fmt::format("{}: {}", title_of(decision, field), kept.error()));
}

}  // namespace

Form form_of(const process::Act& act, std::string_view language) {
    using Kind = process::FormItem::Kind;
    const auto has = [&act](Kind kind, process::Index field) {
        return std::any_of(act.form.begin(), act.form.end(), [&](const process::FormItem& item) {
            return item.kind == kind && (kind != Kind::field || item.field == field);
        });
    };
    Form form;
    form.takes_field = [has](process::Index field) { return has(Kind::field, field); };
    // What is created has a title and may have a description, whatever its form says.
    form.takes_own = [has, creates = act.creates_record](std::string_view own) {
        return creates || has(own == "title" ? Kind::title : Kind::description, 0);
    };
    form.title = process::shown(act.title, act.name, language);
    return form;
}

void set_own_text(Decision& decision, Draft& draft, std::string_view name, const std::string& text) {
    std::string& own = name == "title" ? draft.record.title : draft.record.description;
    if (own == text) return;
    FieldSet set{std::string(name), {}, {}};
    if (!text.empty()) {
        set.text_path = name;
        Decision::add_text(draft, set.text_path, text);
    }
    decision.change(draft, std::move(set));
}

namespace {

// Lengths of time may be written in days or in hours.
bool is_as_long(const process::Field& field, const Json& one, const Json& other) {
    if (field.kind != process::FieldKind::duration || !one.is_string() || !other.is_string()) return false;
    const auto length = parse_duration(one.string());
    return length && length == parse_duration(other.string());
}

}  // namespace

void set_field(Decision& decision, Draft& draft, const process::Field& field, Json kept) {
    const Json* present = draft.record.field(field.name);
    if (present == nullptr ? kept.is_null() : *present == kept || is_as_long(field, *present, kept)) return;
    FieldSet set{field.name, {}, {}};
    const bool is_text = field.kind == process::FieldKind::text || field.personal;
    if (!is_text || kept.is_null()) {
        set.value = std::move(kept);
        return decision.change(draft, std::move(set));
    }
    set.text_path = "fields." + field.name;
    if (kept.is_string()) {
        Decision::add_text(draft, set.text_path, kept.string());
    } else {
        set.value = kept.is_bool() ? Json(false) : Json(0);
        Decision::add_text(draft, set.text_path, write_json(kept));
    }
    decision.change(draft, std::move(set));
}

std::vector<process::Index> fields_read(const process::RecordType& type,
                                        const process::Expression& expression) {
    std::vector<process::Index> fields;
    const auto add = [&](process::Index field) {
        if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
    };
    const cel::Reads& reads = expression.program.reads();
    constexpr int first = static_cast<int>(process::Slot::first_field);
    for (const int slot : reads.variables)
        if (slot >= first) add(static_cast<process::Index>(slot - first));
    for (const std::vector<std::string>& path : reads.paths)
        if (path.size() > 1 && path.front() == "record")
            if (const auto field = type.field(path[1])) add(*field);
    std::sort(fields.begin(), fields.end());
    return fields;
}

bool waits_for_value(const Draft& draft, const process::Expression& expression) {
    const std::vector<process::Index> fields = fields_read(*draft.type, expression);
    return std::any_of(fields.begin(), fields.end(), [&](process::Index index) {
        const process::Field& field = draft.type->fields[index];
        if (field.is) return waits_for_value(draft, *field.is);
        return field.required && draft.record.field(field.name) == nullptr;
    });
}

void follow_fields(Decision& decision, Draft& draft) {
    const auto is_field = [](const Change& change) {
        // Another version may work the same fields out in another way.
        return std::holds_alternative<FieldSet>(change) || std::holds_alternative<TreeWalked>(change) ||
               std::holds_alternative<Moved>(change);
    };
    const Changes& changes = draft.event->changes;
    if (std::none_of(changes.begin(), changes.end(), is_field)) return;
    const process::RecordType& type = *draft.type;
    for (const process::Index index : type.computed)
        if (!waits_for_value(draft, *type.fields[index].is))
            compute_field(decision, draft, type.fields[index]);
    if (type.priority) {
        const process::Field& field = type.fields[*type.priority];
        const Json* value = draft.record.field(field.name);
        PrioritySet set;
        if (value != nullptr && value->is_string()) {
            set.value = value->string();
            const auto index = decision.process().choices[field.choice].find(set.value);
            if (index && *index < type.ranks.size()) set.rank = type.ranks[*index];
        }
        if (set.value != draft.record.priority || set.rank != draft.record.rank)
            decision.change(draft, std::move(set));
    }
    if (type.organisation) {
        const Json* value = draft.record.field(type.fields[*type.organisation].name);
        const auto id = value != nullptr && value->is_string() ? Id::parse(value->string()) : std::nullopt;
        if (id.value_or(Id{}) != draft.record.organisation)
            decision.change(draft, OrganisationSet{id.value_or(Id{})});
    }
}

void take_fields(Decision& decision, Draft& draft, const Sent& sent, const Form& form) {
    if (sent.title) take_own_text(decision, draft, "title", *sent.title, form);
    if (sent.description) take_own_text(decision, draft, "description", *sent.description, form);
    for (const auto& [name, value] : sent.fields) {
        if (is_own_text(name))
            take_own_text(decision, draft, name, value, form);
        else
            take_field(decision, draft, name, value, form);
    }
}

void take_defaults(Decision& decision, Draft& draft, const Person* actor) {
    for (const process::Field& field : draft.type->fields) {
        if (!field.standard || draft.record.field(field.name) != nullptr) continue;
        View view = decision.view(draft, actor);
        auto kept =
            kept_value(decision.process(), field, view.evaluate(*field.standard), decision.directory());
        if (kept) {
            set_field(decision, draft, field, std::move(*kept));
        } else if (field.required) {
            // The default does not fit: it must be said.
            refuse_field(decision, draft, field.name,
                         fmt::format("{}: {}", title_of(decision, field), kept.error()));
        }
    }
}

void require_fields(Decision& decision, Draft& draft) {
    for (const process::Field& field : draft.type->fields) {
        if (!field.required || field.is || draft.record.field(field.name) != nullptr) continue;
        const bool said = std::any_of(decision.unmet.begin(), decision.unmet.end(),
                                      [&](const Unmet& missing) { return missing.field == field.name; });
        if (said)
            decision.ill_formed = true;
        else
            refuse_field(decision, draft, field.name,
                         fmt::format("{} is needed.", title_of(decision, field)));
    }
}

}  // namespace reeve::records
