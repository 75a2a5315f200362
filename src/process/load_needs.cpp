// Needs: what an act asks for, each with its own sentence.
#include <fmt/format.h>

#include <algorithm>

#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

class NeedReader {
public:
    NeedReader(const Defining& in, const Act& act)
        : in_(in), reading_(in.reading()), act_(act), place_(place_of(in.type, act)) {}

    std::optional<Need> read(const YamlNode& node) {
        if (!reading_.is_map(node, "a need")) return std::nullopt;
        reading_.check_keys(
            node, "a need",
            {"field", "comment", "condition", "first_in_order", "approval", "when", "unless", "min", "why",
             "name"},
            {"document", "link", "checklist", "time_entry", "tie", "since", "count", "dossier"});
        Need need;
        need.line = node.line;
        if (!read_kind(node, need)) return std::nullopt;
        if (const YamlNode* name = node.find("name"))
            if (auto word = reading_.word(*name, "`name`"); word && reading_.check_name("need", *name, *word))
                need.name = std::move(*word);
        if (const YamlNode* when = node.find("when"))
            need.when = in_.scopes.compile(reading_, *when, "`when`", place_, cel::Type::boolean());
        read_least(node, need);
        read_exception(node, need);
        need.why = reading_.words(node.find("why"), "`why`");
        if (need.why.empty())
            reading_.error(node, fmt::format("the need '{}' has no `why`", need.name),
                           "`why`: what to say where it is missing");
        return need;
    }

private:
    bool read_kind(const YamlNode& node, Need& need) {
        int kinds = 0;
        for (const std::string_view kind : {"field", "comment", "condition", "first_in_order", "approval"})
            kinds += node.find(kind) ? 1 : 0;
        if (kinds != 1) {
            reading_.error(node,
                           kinds == 0 ? "a need that asks for nothing" : "a need that asks for two things",
                           "one of field, comment, condition, first_in_order and approval");
            return false;
        }
        if (const YamlNode* field = node.find("field")) return read_field(*field, need);
        if (const YamlNode* approval = node.find("approval")) return read_approval(*approval, need);
        if (const YamlNode* comment = node.find("comment")) {
            need.kind = Need::Kind::comment;
            need.name = "comment";
            need.audience = audience_of(reading_, *comment).value_or(Audience::internal);
        } else if (const YamlNode* condition = node.find("condition")) {
            need.kind = Need::Kind::condition;
            need.name = "condition";
            need.condition =
                in_.scopes.compile(reading_, *condition, "`condition`", place_, cel::Type::boolean());
        } else {
            need.kind = Need::Kind::first_in_order;
            need.name = "first_in_order";
            const YamlNode& first = *node.find("first_in_order");
            if (yaml_boolean(first) != true)
                reading_.error(first, "`first_in_order` is either true or left out", "true");
            if (act_.creates_record)
                reading_.error(first, "a record that does not exist is in no order", "another act");
        }
        return true;
    }

    bool read_field(const YamlNode& node, Need& need) {
        const auto word = reading_.word(node, "`field`");
        if (!word) return false;
        const auto field = find_named(reading_, "field", in_.type.fields, *word, node);
        if (!field) return false;
        need.kind = Need::Kind::field;
        need.name = *word;
        need.field = *field;
        return true;
    }

    bool read_approval(const YamlNode& node, Need& need) {
        const auto word = reading_.word(node, "`approval`");
        const auto approval =
            word ? find_named(reading_, "approval", in_.type.approvals, *word, node) : std::nullopt;
        if (!approval) return false;
        if (act_.creates_record)
            reading_.error(node, "nobody was asked about a record that does not exist", "another act");
        need.kind = Need::Kind::approval;
        need.name = *word;
        need.index = *approval;
        return true;
    }

    void read_least(const YamlNode& node, Need& need) {
        const YamlNode* min = node.find("min");
        if (!min) return;
        const bool counts =
            need.kind == Need::Kind::comment ||
            (need.kind == Need::Kind::field && in_.type.fields[need.field].kind == FieldKind::text);
        if (!counts) reading_.error(*min, "`min` counts characters", "a need for a text or a comment");
        const std::size_t most =
            counts && need.kind == Need::Kind::field ? in_.type.fields[need.field].length_max : 10'000;
        if (const auto length = reading_.integer(*min, "`min`", 1, static_cast<std::int64_t>(most)))
            need.length_min = static_cast<std::size_t>(*length);
    }

    void read_exception(const YamlNode& node, Need& need) {
        const YamlNode* unless = node.find("unless");
        if (!unless) return;
        need.unless_comment = unless->is_scalar() && unless->text == "comment";
        if (!need.unless_comment)
            reading_.error(*unless, "`unless` lifts a need by a comment alone", "comment");
        if (need.kind != Need::Kind::first_in_order)
            reading_.error(*unless, "`unless` belongs to `first_in_order`", "`when`, for another need");
    }

    const Defining& in_;
    Reading& reading_;
    const Act& act_;
    Place place_;
};

}  // namespace

void define_needs(const Defining& in, Act& act, const YamlNode* node) {
    Reading& reading = in.reading();
    if (!node || !reading.is_list(*node, "`needs`")) return;
    NeedReader reader(in, act);
    for (const YamlNode& item : node->items) {
        auto need = reader.read(item);
        if (!need) continue;
        const auto same = [&](const Need& other) { return other.name == need->name; };
        if (std::any_of(act.needs.begin(), act.needs.end(), same))
            reading.error(item, fmt::format("'{}' has two needs '{}'", act.name, need->name),
                          "`name`, to tell them apart");
        if (need->kind == Need::Kind::comment && need->audience == Audience::open_to_all)
            act.comment_audience = Audience::open_to_all;
        act.needs.push_back(std::move(*need));
    }
}

}  // namespace reeve::process
