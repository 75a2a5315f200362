// Needs: what an act asks for, each with its own sentence.
#include <fmt/format.h>

#include <algorithm>

#include "process/load_internal.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t minutes_most = 60'000;

class NeedReader {
public:
    NeedReader(const Defining& in, const Act& act)
        : in_(in), reading_(in.reading()), act_(&act), refused_(), place_(place_of(in.type, act)) {}
    // Of a dossier: no act asks, so nothing comes along.
    explicit NeedReader(const Defining& in) : in_(in), reading_(in.reading()), place_(Place::rule) {}
    // Of a step: who ticks it says nothing with it.
    static NeedReader of_step(const Defining& in, const Act& tick) {
        NeedReader reader(in, tick);
        reader.owner_ = "a step";
        reader.refused_ = {"comment", "first_in_order"};
        return reader;
    }

    std::optional<Need> read(const YamlNode& node) {
        if (!reading_.is_map(node, "a need")) return std::nullopt;
        reading_.check_keys(
            node, "a need",
            {"field", "comment", "condition", "first_in_order", "approval", "link", "document", "checklist",
             "dossier", "time_entry", "linked", "since", "by", "when", "unless", "min", "why", "name"},
            {"tie", "count"});
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
        for (const std::string_view kind : {"field", "comment", "condition", "first_in_order", "approval",
                                            "link", "document", "checklist", "dossier", "time_entry"})
            kinds += node.find(kind) ? 1 : 0;
        if (kinds != 1) {
            reading_.error(node,
                           kinds == 0 ? "a need that asks for nothing" : "a need that asks for two things",
                           "one of field, comment, condition, first_in_order, approval, link, document, "
                           "checklist, dossier and time_entry");
            return false;
        }
        for (const std::string_view word : refused_)
            if (node.find(word)) {
                reading_.error(*node.find(word), fmt::format("{} asks for no {}", owner_, word),
                               "a need that an act asks for itself");
                return false;
            }
        if (const YamlNode* field = node.find("field")) return read_field(*field, need);
        if (const YamlNode* approval = node.find("approval")) return read_approval(*approval, need);
        if (const YamlNode* link = node.find("link")) return read_link(node, *link, need);
        if (const YamlNode* document = node.find("document")) return read_document(node, *document, need);
        if (const YamlNode* time = node.find("time_entry")) return read_time(node, *time, need);
        if (const YamlNode* list = node.find("checklist"))
            return read_named(*list, "checklist", Need::Kind::checklist, in_.type.checklists, need);
        if (const YamlNode* dossier = node.find("dossier"))
            return read_named(*dossier, "dossier", Need::Kind::dossier, in_.type.dossiers, need);
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
            if (act_->creates_record)
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
        if (act_ && act_->creates_record)
            reading_.error(node, "nobody was asked about a record that does not exist", "another act");
        need.kind = Need::Kind::approval;
        need.name = *word;
        need.index = *approval;
        return true;
    }

    // So many linked records, of those for which `linked` holds.
    bool read_link(const YamlNode& node, const YamlNode& name, Need& need) {
        const auto word = reading_.word(name, "`link`");
        const auto link = word ? find_named(reading_, "link", in_.type.links, *word, name) : std::nullopt;
        if (!link) return false;
        need.kind = Need::Kind::link;
        need.name = *word;
        need.index = *link;
        if (const YamlNode* linked = node.find("linked"))
            need.linked = in_.scopes.compile_seeing(
                reading_, *linked, "`linked`", place_,
                {{"linked", in_.type.links[*link].linked, static_cast<int>(Slot::row)}},
                cel::Type::boolean());
        return true;
    }

    // Attachments, of a kind and newer than an act was done last where that is said.
    bool read_document(const YamlNode& node, const YamlNode& document, Need& need) {
        const auto any = yaml_boolean(document);
        if (any == false) {
            reading_.error(document, "`document` is true, a kind of document, or left out", "true");
            return false;
        }
        need.kind = Need::Kind::document;
        need.name = "document";
        if (!any) {
            const auto word = reading_.word(document, "`document`");
            need.document =
                word ? find_named(reading_, "kind of document", in_.type.documents, *word, document)
                     : std::nullopt;
            if (!need.document) return false;
            need.name = *word;
        }
        read_since(node, need);
        return true;
    }

    void read_since(const YamlNode& node, Need& need) {
        const YamlNode* since = node.find("since");
        const auto word = since ? reading_.word(*since, "`since`") : std::nullopt;
        if (word) need.since = find_named(reading_, "act", in_.type.acts, *word, *since);
    }

    // Time that was logged, by whoever acts and newer than an act was done last where that is said.
    bool read_time(const YamlNode& node, const YamlNode& time, Need& need) {
        need.kind = Need::Kind::time_entry;
        need.name = "time_entry";
        if (yaml_boolean(time) != true)
            reading_.error(time, "`time_entry` is either true or left out", "true");
        if (act_ && act_->creates_record)
            reading_.error(time, "nobody has worked on a record that does not exist", "another act");
        read_since(node, need);
        const YamlNode* by = node.find("by");
        if (!by) return true;
        need.by_actor = by->is_scalar() && by->text == "actor";
        if (!need.by_actor) reading_.error(*by, "`by` of a time entry is whoever acts", "actor");
        if (!act_) reading_.error(*by, "nobody acts for a dossier", "no `by`");
        return true;
    }

    template <class Named>
    bool read_named(const YamlNode& node, std::string_view what, Need::Kind kind,
                    const std::vector<Named>& list, Need& need) {
        const auto word = reading_.word(node, fmt::format("`{}`", what));
        const auto index = word ? find_named(reading_, what, list, *word, node) : std::nullopt;
        if (!index) return false;
        need.kind = kind;
        need.name = *word;
        need.index = *index;
        return true;
    }

    // What belongs to one kind of need alone.
    void check_parts(const YamlNode& node, const Need& need) {
        if (need.kind != Need::Kind::link)
            if (const YamlNode* linked = node.find("linked"))
                reading_.error(*linked, "`linked` belongs to a need for a link", "`link`");
        const bool times = need.kind == Need::Kind::time_entry;
        if (need.kind != Need::Kind::document && !times)
            if (const YamlNode* since = node.find("since"))
                reading_.error(*since, "`since` belongs to a need for a document or a time entry",
                               "`document` or `time_entry`");
        if (!times)
            if (const YamlNode* by = node.find("by"))
                reading_.error(*by, "`by` belongs to a need for a time entry", "`time_entry`");
    }

    void read_least(const YamlNode& node, Need& need) {
        check_parts(node, need);
        const YamlNode* min = node.find("min");
        if (!min) return;
        const bool times = need.kind == Need::Kind::time_entry;
        if (need.kind == Need::Kind::link || need.kind == Need::Kind::document || times) {
            const std::size_t most = need.kind == Need::Kind::link ? in_.type.links[need.index].max
                                     : times                       ? minutes_most
                                                                   : 100;
            if (const auto count = reading_.integer(*min, "`min`", 1, static_cast<std::int64_t>(most)))
                need.count_min = static_cast<std::size_t>(*count);
            return;
        }
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
    const Act* act_ = nullptr;
    std::string_view owner_ = "a dossier";
    std::vector<std::string_view> refused_{"comment", "first_in_order", "dossier"};
    Place place_;
};

// Two needs of one name could not be told apart.
void add_need(Reading& reading, const YamlNode& item, std::string_view owner, Need need,
              std::vector<Need>& onto) {
    const auto same = [&](const Need& other) { return other.name == need.name; };
    if (std::any_of(onto.begin(), onto.end(), same))
        reading.error(item, fmt::format("'{}' has two needs '{}'", owner, need.name),
                      "`name`, to tell them apart");
    onto.push_back(std::move(need));
}

}  // namespace

std::vector<Need> needs_of_dossier(const Defining& in, const YamlNode& node, std::string_view name) {
    std::vector<Need> needs;
    if (!in.reading().is_list(node, "`needs`")) return needs;
    NeedReader reader(in);
    for (const YamlNode& item : node.items)
        if (auto need = reader.read(item)) add_need(in.reading(), item, name, std::move(*need), needs);
    return needs;
}

namespace {

void read_needs(const Defining& in, NeedReader reader, Act& act, const YamlNode* node) {
    Reading& reading = in.reading();
    if (!node || !reading.is_list(*node, "`needs`")) return;
    for (const YamlNode& item : node->items) {
        auto need = reader.read(item);
        if (!need) continue;
        if (need->kind == Need::Kind::comment && need->audience == Audience::open_to_all)
            act.comment_audience = Audience::open_to_all;
        add_need(reading, item, act.name, std::move(*need), act.needs);
    }
}

}  // namespace

void define_needs(const Defining& in, Act& act, const YamlNode* node) {
    read_needs(in, NeedReader(in, act), act, node);
}

void define_needs_of_step(const Defining& in, Act& tick, const YamlNode* node) {
    read_needs(in, NeedReader::of_step(in, tick), tick, node);
}

}  // namespace reeve::process
