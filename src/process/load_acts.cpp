// Acts: from which state to which, by whom, with what form, and what they hand over. Needs and effects have
// files of their own.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.hpp"
#include "process/built_in.hpp"
#include "process/lengths_internal.hpp"
#include "process/load_internal.hpp"
#include "process/moves.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t acts_max = 1000;

void resolve_states(Reading& reading, const RecordType& type, const YamlNode& map, Act& act) {
    if (const YamlNode* from = map.find("from"))
        for (const Reading::Word& word : reading.words_of(*from, "`from`"))
            if (const auto state = find_named(reading, "state", type.states, word.text, word.at)) {
                if (!type.states[*state].leaf) act.wholes.push_back(*state);
                for (const Index leaf : leaves_of(type, *state))
                    if (std::find(act.from.begin(), act.from.end(), leaf) == act.from.end())
                        act.from.push_back(leaf);
            }
    if (const YamlNode* to = map.find("to"))
        if (const auto word = reading.word(*to, "`to`")) act.to = entered_state(reading, type, *word, *to);
}

Act declare_act(Reading& reading, const RecordType& type, const Entry& entry) {
    Act act;
    act.name = entry.name();
    act.line = entry.key->line;
    reading.check_name("act", *entry.key, act.name);
    if (act.name == "vote")
        reading.error(*entry.key, "'vote' is what people do in every approval", "another name");
    if (act.name == "tick")
        reading.error(*entry.key, "'tick' is an act that every record has",
                      "another name; the steps of a checklist have a `by` each");
    if (!reading.is_map(*entry.node, fmt::format("the act '{}'", act.name))) return act;
    const YamlNode& map = *entry.node;
    reading.check_keys(
        map, "an act",
        {"title", "from",       "to",     "by",        "form",    "when",        "why",     "needs",
         "then",  "hand_over",  "reason", "auto",      "reopens", "keeps_state", "comment", "exclude",
         "asks",  "as_soon_as", "after",  "otherwise", "offline", "for",         "via",     "calendar"},
        {"creates", "notify", "claim", "checklist"});
    act.title = reading.words(map.find("title"), "a title");
    act.creates_record = map.find("from") == nullptr;
    act.reopens = reading.flag(map, "reopens");
    act.keeps_state = reading.flag(map, "keeps_state");
    act.offline = reading.flag(map, "offline");
    resolve_states(reading, type, map, act);
    return act;
}

// Exactly one act of a type makes its records: the one that comes from nowhere.
void check_creation(Reading& reading, const RecordType& type, const TypeSource& source) {
    const Entry* creation = nullptr;
    for (std::size_t i = 0; i < type.acts.size(); ++i) {
        if (!type.acts[i].creates_record || !source.acts[i].node->is_map()) continue;
        const Entry& entry = source.acts[i];
        if (creation)
            reading.error(
                *entry.key,
                fmt::format("the act '{}' has no `from`, so it would create a record", entry.name()),
                fmt::format("`from`; '{}' creates already", creation->name()));
        else
            creation = &entry;
    }
    if (!creation)
        reading.error(*source.entry.key, fmt::format("no act creates a record of the type '{}'", type.name),
                      "one act without `from`");
}

// Acts that every record has only since a later release are a process's own in what was in use before.
bool is_own_in_use(Reading& reading, const Entry& entry) {
    const auto act = built_in(entry.name());
    if (!reading.in_use() || (act != BuiltIn::log_time && act != BuiltIn::strike_time) ||
        !entry.node->is_map())
        return false;
    if (!entry.node->find("from") && !entry.node->find("form") && !entry.node->find("then")) return false;
    const Reading::Mild mild(reading);
    reading.error(*entry.key, fmt::format("'{}' is an act that every record has", entry.name()),
                  "another name, in the next version");
    return true;
}

class ActReader {
public:
    ActReader(const Defining& in, std::size_t index)
        : in_(in),
          reading_(in.reading()),
          act_(in.type.acts[index]),
          entry_(in.source.acts[index]),
          place_(place_of(in.type, act_)) {}

    void read() {
        const YamlNode& map = *entry_.node;
        if (!map.is_map()) return;
        define_by(in_, entry_, act_);
        if (const YamlNode* exclude = map.find("exclude")) read_exclude(*exclude);
        read_form(map.find("form"));
        define_when(in_, map, place_, act_);
        read_asks(map.find("asks"));
        define_parties(in_, act_, map);
        if (const YamlNode* comment = map.find("comment"))
            act_.comment_audience = audience_of(reading_, *comment).value_or(Audience::internal);
        define_needs(in_, act_, map.find("needs"));
        define_effects(in_, act_.then, place_, map.find("then"), "`then`");
        if (const YamlNode* hand_over = map.find("hand_over")) read_hand_over(*hand_over);
        if (const YamlNode* reason = map.find("reason")) read_reason(*reason);
        if (const YamlNode* automatic = map.find("auto")) read_automatic(*automatic);
        if (const YamlNode* condition = map.find("as_soon_as"))
            act_.as_soon_as =
                in_.scopes.compile(reading_, *condition, "`as_soon_as`", Place::rule, cel::Type::boolean());
        read_not_before(map.find("after"), map.find("calendar"));
        if (const YamlNode* otherwise = map.find("otherwise")) read_otherwise(*otherwise);
        say_what_is_required();
    }

private:
    void read_exclude(const YamlNode& node) {
        act_.exclude = exclusions_of(in_, node);
        if (act_.creates_record)
            reading_.error(node, "nobody has done anything to a record that does not exist", "another act");
    }

    void read_form(const YamlNode* node) {
        if (!node) return;
        for (const Reading::Word& word : reading_.words_of(*node, "`form`")) {
            FormItem item;
            if (word.text == "title") item.kind = FormItem::Kind::title;
            if (word.text == "description") item.kind = FormItem::Kind::description;
            if (item.kind == FormItem::Kind::field) {
                const auto field = in_.type.field(word.text);
                if (!field) {
                    std::vector<std::string> known = names_of(in_.type.fields);
                    known.insert(known.end(), {"title", "description"});
                    reading_.unknown(word.at, "field", word.text, known);
                    continue;
                }
                if (in_.type.fields[*field].is)
                    reading_.error(word.at, fmt::format("'{}' is computed, so it cannot be sent", word.text),
                                   "a field without `is`");
                item.field = *field;
            }
            act_.form.push_back(item);
        }
    }

    // Question trees that are walked with the act.
    void read_asks(const YamlNode* node) {
        if (!node) return;
        std::vector<std::string> known;
        for (const auto& tree : in_.process().trees) known.push_back(tree->name);
        for (const Reading::Word& word : reading_.words_of(*node, "`asks`")) {
            const auto tree = in_.process().tree(word.text);
            if (!tree)
                reading_.unknown(word.at, "tree", word.text, known);
            else if (std::find(act_.asks.begin(), act_.asks.end(), *tree) != act_.asks.end())
                reading_.error(word.at, fmt::format("'{}' asks '{}' twice", act_.name, word.text), "once");
            else
                act_.asks.push_back(*tree);
        }
    }

    void read_hand_over(const YamlNode& node) {
        if (act_.creates_record) {
            reading_.error(node, "the act that creates hands nothing over", "`custody.first`");
            return;
        }
        if (node.is_scalar() && node.text == "back") {
            act_.hand_back = true;
            return;
        }
        const YamlNode* role = &node;
        if (node.is_map()) {
            reading_.check_keys(node, "`hand_over`", {"role", "team"}, {"person", "organisation"});
            role = node.find("role");
            if (!role) reading_.error(node, "`hand_over` has no `role`", "`role`; `holder` keeps it");
            if (const YamlNode* team = node.find("team")) act_.hand_over_team = team_field(in_, *team);
        }
        if (role)
            act_.hand_over = in_.scopes.compile(reading_, *role, "`hand_over`", place_,
                                                cel::Type::maybe(role_type(in_.process())));
    }

    // The coded reason of a hand-over: asked for with the act, kept with the leg.
    void read_reason(const YamlNode& node) {
        const auto word = reading_.word(node, "`reason`");
        const auto field = word ? find_named(reading_, "field", in_.type.fields, *word, node) : std::nullopt;
        if (!field) return;
        const auto& reasons = in_.type.custody.reasons;
        const Field& asked = in_.type.fields[*field];
        const auto is_it = [&](const FormItem& item) {
            return item.kind == FormItem::Kind::field && item.field == *field;
        };
        if (!reasons)
            reading_.error(node, "`custody` names no `reasons`", "`reasons`, a choice, in `custody`");
        else if (asked.kind != FieldKind::choice || asked.choice != *reasons)
            reading_.error(node, fmt::format("'{}' is no field of reasons", *word),
                           fmt::format("a field of the choice '{}'", in_.process().choices[*reasons].name));
        else if (!act_.moves_custody())
            reading_.error(node, fmt::format("'{}' hands nothing over", act_.name), "`hand_over`");
        else if (std::none_of(act_.form.begin(), act_.form.end(), is_it))
            reading_.error(node, fmt::format("the form of '{}' does not ask for '{}'", act_.name, *word),
                           "the field in `form`");
        act_.reason = field;
    }

    void read_automatic(const YamlNode& node) {
        if (!reading_.is_map(node, "`auto`")) return;
        reading_.check_keys(node, "`auto`", {"after", "at", "calendar"}, {"when"});
        const YamlNode* after = node.find("after");
        const YamlNode* at = node.find("at");
        const YamlNode* calendar = node.find("calendar");
        if (!after == !at) {
            reading_.error(node, after ? "`auto` has both `after` and `at`" : "`auto` does not say when",
                           "`after`, such as 5d since the state was entered, or `at`, an instant field");
            return;
        }
        if (at) {
            if (calendar)
                reading_.error(*calendar, "an instant is counted in no calendar",
                               "`after`, or no `calendar`");
            return read_automatic_at(*at);
        }
        const auto span = length_of(*after, calendar);
        if (!span) return;
        if (*span == Span{}) reading_.error(*after, "`auto` after no time at all", "a length of time");
        act_.automatic = Automatic{*span, counted_in(calendar), {}};
    }

    std::optional<Span> length_of(const YamlNode& after, const YamlNode* calendar) {
        const auto span = span_of(reading_, after, "`after`");
        const std::string whose = fmt::format("the act '{}'", act_.name);
        if (span)
            check_units(reading_,
                        {after, units_of(after.text, *span), counts_in_calendar(calendar), whose, "it"});
        return span;
    }

    CalendarChoice counted_in(const YamlNode* calendar) {
        if (!calendar) return {};
        CalendarChoice choice = calendar_of(in_, *calendar);
        if (in_.type.is_register && choice.of == CalendarChoice::Of::holder)
            reading_.error(*calendar, "nobody holds the records of a register",
                           "FIELD.hours, a calendar's name, or always");
        return choice;
    }

    // Not before so long after the state was entered, whoever does it.
    void read_not_before(const YamlNode* after, const YamlNode* calendar) {
        if (!after) {
            if (calendar)
                reading_.error(*calendar, fmt::format("nothing of '{}' counts in a calendar", act_.name),
                               "`after`; that of `auto` stands there");
            return;
        }
        const auto span = length_of(*after, calendar);
        if (!span) return;
        if (act_.creates_record) reading_.error(*after, "the act that creates comes after nothing", "`from`");
        if (*span == Span{}) reading_.error(*after, "`after` no time at all", "a length of time");
        act_.not_before = NotBefore{*span, counted_in(calendar)};
    }

    // What the desk does at once with a record that is logged by somebody whom `by` refuses.
    void read_otherwise(const YamlNode& node) {
        const auto word = reading_.word(node, "`otherwise`");
        const auto act = word ? find_named(reading_, "act", in_.type.acts, *word, node) : std::nullopt;
        if (!act) return;
        if (!act_.creates_record)
            reading_.error(node, fmt::format("'{}' does not create a record", act_.name),
                           "`otherwise` in the act that does");
        act_.otherwise = act;
    }

    void read_automatic_at(const YamlNode& node) {
        const auto word = reading_.word(node, "`at`");
        const auto field = word ? find_named(reading_, "field", in_.type.fields, *word, node) : std::nullopt;
        if (!field) return;
        if (in_.type.fields[*field].kind != FieldKind::instant)
            reading_.error(node, fmt::format("'{}' is no instant", *word), "a field with `instant: true`");
        act_.automatic = Automatic{{}, {}, field};
    }

    // A form says beforehand what will be asked for.
    void say_what_is_required() {
        for (FormItem& item : act_.form) {
            if (item.kind == FormItem::Kind::title) item.required = act_.creates_record;
            if (item.kind != FormItem::Kind::field) continue;
            const Field& field = in_.type.fields[item.field];
            const auto needs_it = [&](const Need& need) {
                return need.kind == Need::Kind::field && need.field == item.field && !need.when;
            };
            item.required = (act_.creates_record && field.required && !field.standard) ||
                            std::any_of(act_.needs.begin(), act_.needs.end(), needs_it);
        }
    }

    const Defining& in_;
    Reading& reading_;
    Act& act_;
    const Entry& entry_;
    Place place_;
};

}  // namespace

void define_by(const Defining& in, const Entry& entry, Act& act) {
    static const std::vector<std::pair<std::string_view, By::Kind>> relations{
        {"holder", By::Kind::holder},
        {"assignee", By::Kind::assignee},
        {"desk", By::Kind::desk},
        {"linked", By::Kind::linked},
        {"administrator", By::Kind::administrator}};
    Reading& reading = in.reading();
    const YamlNode* node = entry.node->find("by");
    if (!node) {
        reading.error(*entry.key, fmt::format("nobody may do '{}'", act.name),
                      "`by`: roles, holder, assignee, desk or administrator");
        return;
    }
    for (const Reading::Word& word : reading.words_of(*node, "`by`")) {
        const auto relation = std::find_if(relations.begin(), relations.end(),
                                           [&](const auto& known) { return known.first == word.text; });
        if (relation != relations.end()) {
            act.by.push_back({relation->second, 0});
        } else if (const auto role = in.process().role(word.text)) {
            act.by.push_back({By::Kind::role, *role});
        } else {
            std::vector<std::string> known = names_of(in.process().roles);
            for (const auto& [name, kind] : relations) known.emplace_back(name);
            reading.unknown(word.at, "role", word.text, known);
        }
    }
    if (node->is_list() && node->items.empty())
        reading.error(*node, fmt::format("nobody may do '{}'", act.name), "at least one role");
}

void define_when(const Defining& in, const YamlNode& map, Place place, Act& act) {
    Reading& reading = in.reading();
    const YamlNode* when = map.find("when");
    const YamlNode* why = map.find("why");
    act.when_why = reading.words(why, "`why`");
    if (!when) {
        if (why) reading.error(*why, "`why` without `when`", "`when`, the condition that it explains");
        return;
    }
    act.when = in.scopes.compile(reading, *when, "`when`", place, cel::Type::boolean());
    if (!why)
        reading.error(*when, fmt::format("'{}' has a condition but no `why`", act.name),
                      "`why`: what to say where it does not hold");
}

std::optional<Audience> audience_of(Reading& reading, const YamlNode& node) {
    const auto word = reading.word(node, "an audience");
    if (!word) return std::nullopt;
    if (*word == "public") return Audience::open_to_all;
    if (*word == "internal") return Audience::internal;
    const std::vector<std::string> known{"public", "internal"};
    reading.unknown(node, "audience", *word, known);
    return std::nullopt;
}

std::optional<Span> span_of(Reading& reading, const YamlNode& node, std::string_view what) {
    const auto word = reading.word(node, what);
    if (!word) return std::nullopt;
    const auto span = parse_span(*word);
    if (!span)
        reading.error(node, fmt::format("'{}' is no length of time", *word), "such as 30m, 4h, 5d, 1wd");
    else if (span->exact.micros % 1'000'000 != 0) {
        const Reading::Mild mild(reading);
        reading.error(node, fmt::format("{} has a fraction of a second", what), "whole seconds");
    }
    return span;
}

void declare_acts(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node) {
    source.acts = loading.reading.entries(node, "acts");
    std::vector<std::string> own;
    for (const Entry& entry : source.acts)
        if (is_own_in_use(loading.reading, entry)) own.push_back(entry.name());
    const auto restricts = [&](const Entry& entry) {
        return built_in(entry.name()) && std::ranges::find(own, entry.name()) == own.end();
    };
    std::ranges::copy_if(source.acts, std::back_inserter(source.restrictions), restricts);
    std::erase_if(source.acts, restricts);
    loading.reading.limit(node, "acts", acts_max, source.acts);
    for (const Entry& entry : source.acts) type.acts.push_back(declare_act(loading.reading, type, entry));
    loading.reading.check_apart("act", source.acts);
    check_creation(loading.reading, type, source);
}

void define_acts(const Defining& in) {
    for (std::size_t i = 0; i < in.type.acts.size(); ++i) ActReader(in, i).read();
}

}  // namespace reeve::process
