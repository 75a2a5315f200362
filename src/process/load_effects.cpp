// Effects: what an act causes, in the order of the file.
#include <fmt/format.h>

#include <algorithm>

#include "process/load_internal.hpp"
#include "process/moves.hpp"
#include "process/told_words_internal.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

class EffectReader {
public:
    EffectReader(const Defining& in, std::vector<Effect>& onto, Place place)
        : in_(in), reading_(in.reading()), onto_(onto), place_(place) {}

    void read(const YamlNode& node) {
        line_ = node.line;
        if (!reading_.is_map(node, "an effect")) return;
        reading_.check_keys(node, "an effect",
                            {"assign", "unassign", "set", "create", "for_each", "do", "watch", "link",
                             "unlink", "notify", "open", "start", "stop", "pause", "resume", "publish"},
                            {"log", "hand_over", "approve"});
        if (node.items.size() != 1) {
            reading_.error(node, node.items.empty() ? "an effect that does nothing" : "two effects in one",
                           "one of assign, unassign, set, create, for_each, do, watch, link, unlink, notify, "
                           "open, start, stop, pause, resume and publish");
            return;
        }
        const std::string& kind = node.keys.front().name;
        const YamlNode& value = node.items.front();
        if (kind == "assign") read_assign(value);
        if (kind == "unassign") read_unassign(value);
        if (kind == "set") read_sets(value);
        if (kind == "create")
            if (auto create = read_create(value)) add(Effect::Kind::create).create = std::move(*create);
        if (kind == "for_each") read_for_each(value);
        if (kind == "do") read_do(value);
        if (kind == "watch") read_watch(value);
        if (kind == "open") read_open(value);
        if (kind == "unlink") read_unlink(value);
        if (kind == "notify") read_notify(value);
        if (kind == "link") read_link_to(value);
        if (kind == "publish") read_publish(value);
        if (kind == "start") read_clock(value, kind, Effect::Kind::start_clock, &ClockOrders::starts);
        if (kind == "stop") read_clock(value, kind, Effect::Kind::stop_clock, &ClockOrders::stops);
        if (kind == "pause") read_clock(value, kind, Effect::Kind::pause_clock, &ClockOrders::pauses);
        if (kind == "resume") read_clock(value, kind, Effect::Kind::resume_clock, &ClockOrders::resumes);
    }

private:
    Effect& add(Effect::Kind kind) {
        Effect effect;
        effect.kind = kind;
        effect.line = line_;
        onto_.push_back(std::move(effect));
        return onto_.back();
    }

    void read_assign(const YamlNode& node) {
        if (place_ == Place::effect || place_ == Place::passage)
            reading_.error(node, "what follows from a state or an edge has nobody who acts",
                           "`assign` in the `then` of an act");
        else if (!node.is_scalar() || node.text != "actor")
            reading_.error(node, "only the one who acts can be assigned", "actor");
        add(Effect::Kind::assign_actor);
    }

    void read_unassign(const YamlNode& node) {
        if (yaml_boolean(node) != true) reading_.error(node, "`unassign` is either true or left out", "true");
        add(Effect::Kind::unassign);
    }

    void read_watch(const YamlNode& node) {
        const auto word = reading_.word(node, "`watch`");
        const auto role =
            word ? find_named(reading_, "role", in_.process().roles, *word, node) : std::nullopt;
        if (!role) return;
        if (in_.process().roles[*role].is_reporter)
            reading_.error(node, fmt::format("'{}' is everybody who reports", *word),
                           "a role that people are given");
        add(Effect::Kind::watch).watcher = *role;
    }

    void read_open(const YamlNode& node) {
        const auto word = reading_.word(node, "`open`");
        const auto approval =
            word ? find_named(reading_, "approval", in_.type.approvals, *word, node) : std::nullopt;
        if (approval) add(Effect::Kind::open_approval).index = *approval;
    }

    void read_unlink(const YamlNode& node) {
        const auto word = reading_.word(node, "`unlink`");
        const auto link = word ? find_named(reading_, "link", in_.type.links, *word, node) : std::nullopt;
        if (link) add(Effect::Kind::unlink).index = *link;
    }

    void read_notify(const YamlNode& node) {
        const auto word = reading_.word(node, "`notify`");
        const auto notice =
            word ? find_named(reading_, "notice", in_.process().notices, *word, node) : std::nullopt;
        if (notice) add(Effect::Kind::notify).index = *notice;
    }

    // A clock among `clocks`: that of a step, or of a rule, goes by what it is for.
    void read_clock(const YamlNode& node, std::string_view what, Effect::Kind kind,
                    bool ClockOrders::*order) {
        const auto word = reading_.word(node, fmt::format("`{}`", what));
        const auto clock = word ? find_named(reading_, "clock", in_.type.clocks, *word, node) : std::nullopt;
        if (!clock) return;
        if (in_.type.clocks[*clock].step() != nullptr || in_.type.clocks[*clock].rule)
            return reading_.error(node, fmt::format("'{}' is the clock of a step or of a rule", *word),
                                  "a clock among `clocks`");
        in_.type.clocks[*clock].orders.*order = true;
        add(kind).index = *clock;
    }

    void read_publish(const YamlNode& node) {
        if (!reading_.is_map(node, "`publish`")) return;
        reading_.check_keys(node, "`publish`", {"text", "audience"}, {"to", "article", "channel"});
        const YamlNode* text = node.find("text");
        if (!text) return reading_.error(node, "`publish` says nothing", "`text`");
        Publish publish;
        publish.text = reading_.words(text, "`text`");
        if (const YamlNode* audience = node.find("audience"))
            publish.audience = audience_of(reading_, *audience).value_or(Audience::open_to_all);
        std::vector<std::string> known = places_of_records();
        for (const Field& field : in_.type.fields) known.push_back("record." + field.name);
        check_places(reading_, publish.text, *text, "place of what is published", known);
        add(Effect::Kind::publish).publish = std::move(publish);
    }

    void read_link_to(const YamlNode& node) {
        if (!reading_.is_map(node, "`link`")) return;
        reading_.check_keys(node, "`link`", {"links", "to"}, {"where", "key"});
        const auto link = read_link(node, "links");
        const YamlNode* to = node.find("to");
        if (!to) reading_.error(node, "`link` does not say to what", "`to`, in CEL");
        if (!link || !to) return;
        auto compiled = compile(*to, "`to`", std::nullopt);
        if (!compiled) return;
        const std::string wrong = why_no_record(in_.type.links[*link], compiled->program.result());
        if (!wrong.empty())
            return reading_.error(
                *to, fmt::format("`to` is {}", wrong),
                "one of `links.L` or of `registers.R`, a number as a text, or a list of these");
        add(Effect::Kind::link).link_to = LinkTo{*link, std::move(*compiled)};
    }

    // Empty where it names records to which the link leads.
    [[nodiscard]] std::string why_no_record(const Link& link, cel::Type type) const {
        if (type.is(cel::TypeKind::maybe)) type = type.element();
        if (type.is(cel::TypeKind::list)) type = type.element();
        if (type.is(cel::TypeKind::maybe)) type = type.element();
        if (type.is(cel::TypeKind::string)) return {};
        if (!type.is(cel::TypeKind::object)) return fmt::format("{}, and no record", type.text());
        const auto same = [&](const Link& other) {
            return other.linked == type && other.target_process == link.target_process &&
                   other.target_name == link.target_name;
        };
        if (std::ranges::any_of(in_.type.links, same) || std::ranges::any_of(in_.type.inverses, same))
            return {};
        if (!link.is_remote() && in_.process().types[link.target_type].is_register &&
            type == register_entry(in_.process(), in_.process().types[link.target_type]))
            return {};
        return fmt::format("{}, and '{}' leads to '{}'", type.text(), link.name, link.target_name);
    }

    // Values for fields of `target`, worked out in this record's scope.
    std::vector<Set> read_values(const YamlNode& node, std::string_view what, Index target) {
        std::vector<Set> sets;
        const RecordType& type = in_.process().types[target];
        for (const Entry& entry : reading_.entries(&node, what)) {
            const auto field = find_named(reading_, "field", type.fields, entry.name(), *entry.key);
            if (!field) continue;
            if (type.fields[*field].is) {
                reading_.error(*entry.key, fmt::format("'{}' is computed, so it cannot be set", entry.name()),
                               "a field without `is`");
                continue;
            }
            const bool broken = in_.all.broken.fields.contains({target, *field});
            const cel::Type value = value_type(in_.process(), type.fields[*field]);
            auto compiled = compile(*entry.node, fmt::format("the value of '{}'", entry.name()),
                                    broken                         ? std::nullopt
                                    : type.fields[*field].required ? std::optional(value)
                                                                   : std::optional(cel::Type::maybe(value)));
            // One that does not hold counts as given all the same: the process is refused in any case.
            sets.push_back({*field, compiled ? std::move(*compiled) : Expression{}});
        }
        return sets;
    }

    [[nodiscard]] Index own_type() const {
        return static_cast<Index>(&in_.type - in_.process().types.data());
    }

    void read_sets(const YamlNode& node) {
        if (node.is_map() && node.keys.empty()) {
            const Reading::Mild mild(reading_);  // earlier releases took it
            reading_.error(node, "`set` asks for nothing", "`FIELD: VALUE`");
        }
        for (Set& set : read_values(node, "set", own_type())) {
            Effect& effect = add(Effect::Kind::set);
            effect.line = set.value.line;
            effect.set = std::move(set);
        }
    }

    std::optional<Index> read_link(const YamlNode& map, std::string_view key) {
        const YamlNode* node = map.find(key);
        if (!node) {
            reading_.error(map, fmt::format("no `{}`", key), "a link of this record type");
            return std::nullopt;
        }
        const auto word = reading_.word(*node, fmt::format("`{}`", key));
        return word ? find_named(reading_, "link", in_.type.links, *word, *node) : std::nullopt;
    }

    std::optional<Create> read_create(const YamlNode& node) {
        if (!reading_.is_map(node, "`create`")) return std::nullopt;
        reading_.check_keys(node, "`create`", {"type", "link", "title", "description", "fields"}, {"holder"});
        const YamlNode* type_node = node.find("type");
        if (!type_node) reading_.error(node, "`create` does not say what", "`type`");
        const auto word = type_node ? reading_.word(*type_node, "`type`") : std::nullopt;
        const auto type =
            word ? find_named(reading_, "record type", in_.process().types, *word, *type_node) : std::nullopt;
        const auto link = read_link(node, "link");
        if (!type || !link) return std::nullopt;
        Create create;
        create.type = *type;
        create.link = *link;
        if (in_.type.links[*link].is_remote())
            reading_.error(*node.find("link"), "a record of another process is not created from here",
                           "a link within the process");
        else if (in_.type.links[*link].target_type != *type)
            reading_.error(*node.find("link"),
                           fmt::format("the link '{}' leads to '{}'", in_.type.links[*link].name,
                                       in_.process().types[in_.type.links[*link].target_type].name),
                           fmt::format("a link to '{}'", *word));
        if (const YamlNode* title = node.find("title")) {
            if (auto compiled = compile(*title, "`title`", cel::Type::string()))
                create.title = std::move(*compiled);
        } else {
            reading_.error(node, "what is created has no `title`", "`title`, in CEL");
        }
        if (const YamlNode* description = node.find("description"))
            create.description = compile(*description, "`description`", cel::Type::string());
        if (const YamlNode* fields = node.find("fields"))
            create.fields = read_values(*fields, "fields", *type);
        return create;
    }

    // A record for every row, told apart by its key.
    void read_for_each(const YamlNode& node) {
        if (!reading_.is_map(node, "`for_each`")) return;
        reading_.check_keys(node, "`for_each`", {"rows", "as", "with", "key", "create", "superfluous"},
                            {"where", "do", "act"});
        for (const std::string_view key : {"rows", "as", "key", "create", "superfluous"})
            if (!node.find(key))
                return reading_.error(node, fmt::format("`for_each` has no `{}`", key),
                                      fmt::format("`{}`", key));
        ForEach each;
        each.as = reading_.word(*node.find("as"), "`as`").value_or("");
        if (each.as.empty() || !reading_.check_name("row", *node.find("as"), each.as)) return;
        auto rows = compile(*node.find("rows"), "`rows`", std::nullopt);
        if (!rows) return;
        const cel::Type type = rows->program.result();
        if (!type.is(cel::TypeKind::list))
            return reading_.error(*node.find("rows"), fmt::format("`rows` is {}, and no list", type.text()),
                                  "a table with `hit: collect`, links, or a register");
        each.rows = std::move(*rows);
        rows_.push_back({each.as, type.element(), static_cast<int>(Slot::row)});
        if (const YamlNode* with = node.find("with"); with && !read_with(*with, each)) return rows_.clear();
        if (auto key = compile(*node.find("key"), "`key`", std::nullopt)) {
            const cel::Type of = key->program.result();
            if (!of.is(cel::TypeKind::string) && !of.is(cel::TypeKind::integer) &&
                !of.is(cel::TypeKind::choice))
                reading_.error(*node.find("key"), fmt::format("a key is {}", of.text()),
                               "a text, a value of a choice or a whole number");
            each.key = std::move(*key);
            check_key(*node.find("key"), each);
        }
        auto create = read_create(*node.find("create"));
        rows_.clear();
        if (!create) return;
        each.create = std::move(*create);
        read_superfluous(node.find("superfluous"), each);
        add(Effect::Kind::for_each).for_each = std::move(each);
    }

    // `{ place: CEL }`: the list with each of whose elements the row is taken, and what an element is called.
    bool read_with(const YamlNode& node, ForEach& each) {
        if (!reading_.is_map(node, "`with`")) return false;
        if (node.items.size() != 1) {
            reading_.error(node, fmt::format("`with` has {} lists", node.items.size()),
                           "one list under the name of its elements: `with: { place: … }`");
            return false;
        }
        const YamlKey& name = node.keys.front();
        if (!reading_.check_name("pair", name, name.name)) return false;
        if (name.name == each.as) {
            reading_.error(name, fmt::format("'{}' is what a row is called", name.name), "another name");
            return false;
        }
        if (in_.type.field(name.name)) {
            reading_.error(name, fmt::format("'{}' is a field", name.name), "another name");
            return false;
        }
        auto list = compile(node.items.front(), "`with`", std::nullopt);
        if (!list) return false;
        const cel::Type type = list->program.result();
        if (!type.is(cel::TypeKind::list)) {
            reading_.error(node.items.front(), fmt::format("`with` is {}, and no list", type.text()),
                           "a table with `hit: collect`, links, or a register");
            return false;
        }
        each.with = Pairing{std::move(*list), name.name};
        rows_.push_back({name.name, type.element(), static_cast<int>(Slot::paired)});
        return true;
    }

    // Of one that does not read both, all pairs with the same row or the same element would be one.
    void check_key(const YamlNode& node, const ForEach& each) {
        if (!each.with) return;
        const std::vector<int>& read = each.key.program.reads().variables;
        for (const auto& [slot, name] : {std::pair(Slot::row, &each.as), {Slot::paired, &each.with->as}})
            if (std::find(read.begin(), read.end(), static_cast<int>(slot)) == read.end())
                reading_.error(node, fmt::format("the key does not tell apart by '{}'", *name),
                               fmt::format("a key that reads '{}' and '{}'", each.as, each.with->as));
    }

    void read_superfluous(const YamlNode* node, ForEach& each) {
        const auto word = node ? reading_.word(*node, "`superfluous`") : std::nullopt;
        if (!word) return;
        const RecordType& type = in_.process().types[each.create.type];
        each.superfluous = find_named(reading_, "state of '" + type.name + "'", type.states, *word, *node);
        if (!each.superfluous) return;
        if (!type.states[*each.superfluous].leaf) {
            const Reading::Mild mild(reading_);  // earlier releases took one with states in it
            (void)entered_state(reading_, type, *word, *node);
        }
        if (!type.states[*each.superfluous].end)
            reading_.error(*node, fmt::format("'{}' is no end, so it would still be owed", *word),
                           "a state with `end: true`");
    }

    std::optional<Expression> compile(const YamlNode& node, std::string_view what,
                                      std::optional<cel::Type> expected) {
        if (!rows_.empty())
            return in_.scopes.compile_seeing(reading_, node, what, place_, rows_, std::move(expected));
        return in_.scopes.compile(reading_, node, what, place_, std::move(expected));
    }

    void read_do(const YamlNode& node) {
        if (!reading_.is_map(node, "`do`")) return;
        reading_.check_keys(node, "`do`", {"act", "on"}, {"for_each", "where"});
        const auto link = read_link(node, "on");
        const YamlNode* act_node = node.find("act");
        if (!act_node) reading_.error(node, "`do` does not say what", "`act`: an act of the linked record");
        const auto word = act_node ? reading_.word(*act_node, "`act`") : std::nullopt;
        if (!link || !word) return;
        if (in_.type.links[*link].is_remote())
            return reading_.error(*node.find("on"), "a record of another process is not acted upon from here",
                                  "a link within the process");
        const RecordType& target = in_.process().types[in_.type.links[*link].target_type];
        const auto act = find_named(reading_, "act of '" + target.name + "'", target.acts, *word, *act_node);
        if (!act) return;
        if (target.acts[*act].creates_record)
            reading_.error(*act_node, fmt::format("'{}' creates a record", *word),
                           "`create`, or an act on what there is");
        add(Effect::Kind::act_on_linked).on_linked = ActOnLinked{*link, *act};
    }

    const Defining& in_;
    Reading& reading_;
    std::vector<Effect>& onto_;
    Place place_;
    int line_ = 0;                     // of the effect that is being read
    std::vector<cel::Variable> rows_;  // within a `for_each`
};

}  // namespace

void define_effects(const Defining& in, std::vector<Effect>& onto, Place place, const YamlNode* node,
                    std::string_view what) {
    if (!node || !in.reading().is_list(*node, what)) return;
    EffectReader reader(in, onto, place);
    for (const YamlNode& item : node->items) reader.read(item);
}

// What is published is read by each in her own language.
void check_published(const Defining& in) {
    for (const Effect* effect : effects_of(in.type))
        if (effect->publish)
            check_languages(in.reading(), effect->publish->text, Spot(effect->line, 1), "what is published");
}

}  // namespace reeve::process
