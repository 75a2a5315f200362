// Clocks: what starts, stops and pauses them, how long they may run, in whose time, and what a breach does.
#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "cel/compile.hpp"
#include "process/lengths_internal.hpp"
#include "process/load_internal.hpp"
#include "process/moves.hpp"
#include "process/percent_internal.hpp"
#include "process/types.hpp"

namespace reeve::process {
namespace {

constexpr std::size_t shares_max = 10;
constexpr std::size_t clocks_max = 500;  // those of steps included

class ClockReader {
public:
    ClockReader(const Defining& in, std::size_t index)
        : in_(in), reading_(in.reading()), clock_(in.type.clocks[index]), entry_(in.source.clocks[index]) {}

    void read() {
        const YamlNode& map = *entry_.node;
        if (const ClockStop* of = clock_.step()) return read_due(map, *of);
        if (!map.is_map()) return;
        clock_.title = reading_.words(map.find("title"), "a title");
        read_start(map);
        if (const YamlNode* stops = map.find("stops")) read_list(*stops, "`stops`", &ClockReader::read_stop);
        read_length(map);
        read_course(map);
    }

private:
    // `4h`, the name of an instant field, or a map with one of these and what a clock says besides.
    void read_due(const YamlNode& node, const ClockStop& of) {
        clock_.title = in_.type.checklists[of.index].steps[of.step].title;
        if (node.is_scalar()) {
            const bool length = !node.text.empty() && node.text.front() >= '0' && node.text.front() <= '9';
            return length ? read_within(node, "`due`") : read_instant(node, "`due`");
        }
        if (!node.is_map()) return;  // that was said
        const YamlNode *within = node.find("within"), *limit = node.find("limit"), *at = node.find("at");
        if ((within != nullptr) + (limit != nullptr) + (at != nullptr) != 1)
            reading_.error(*entry_.key, fmt::format("the step '{}' is not due once", entry_.name()),
                           "one of `within` (a length of time), `limit` (CEL) and `at` (an instant field)");
        if (within) read_within(*within, "`within`");
        if (limit) read_limit(*limit);
        if (at) read_instant(*at, "`at`");
        read_course(node);
    }

    void read_within(const YamlNode& node, std::string_view what) {
        const auto span = span_of(reading_, node, what);
        if (!span) return;
        if (*span == Span{})
            return reading_.error(node, fmt::format("{} no time at all", what), "a length of time");
        check_units(node, *span, fmt::format("the step '{}'", entry_.name()), "the step");
        clock_.limit = constant_length(in_.scopes, *span, node.line);
    }

    void check_units(const YamlNode& node, const Span& span, std::string_view whose, std::string_view what) {
        const bool in_calendar = counts_in_calendar(entry_.node->find("calendar"));
        process::check_units(reading_, {node, units_of(node.text, span), in_calendar, whose, what});
    }

    void read_instant(const YamlNode& node, std::string_view what) {
        clock_.due_field = instant_field(node, what);
    }

    // How it goes on once it has begun, and what follows.
    void read_course(const YamlNode& map) {
        if (const YamlNode* pauses = map.find("pauses"))
            read_list(*pauses, "`pauses`", &ClockReader::read_pause);
        if (const YamlNode* calendar = map.find("calendar")) read_calendar(*calendar);
        if (const YamlNode* warn = map.find("warn")) read_shares(*warn, "`warn`", clock_.warnings, {1, 99});
        if (const YamlNode* breach = map.find("breach")) read_breach(*breach);
        if (const YamlNode* overdue = map.find("overdue"))
            read_shares(*overdue, "`overdue`", clock_.overdue, {101, 1000});
        if (const YamlNode* seen = map.find("seen_by")) read_sight(*seen);
    }

    void read_calendar(const YamlNode& node) {
        clock_.calendar = calendar_of(in_, node);
        if (!clock_.due_field || clock_.calendar.always()) return;
        const Reading::Mild mild(reading_);  // earlier releases took it, and counted every hour
        reading_.error(node, "a calendar for an instant, which is due whatever the hours",
                       "`limit`, for a clock that counts in a calendar");
    }

    void read_start(const YamlNode& map) {
        if (const YamlNode* starts = map.find("starts")) {
            const auto word = reading_.word(*starts, "`starts`");
            const std::vector<std::string> known{"each_leg", "once", "act"};
            if (word && std::ranges::find(known, *word) == known.end())
                reading_.unknown(*starts, "start of a clock", *word, known);
            if (word == "once") clock_.starts = Clock::Starts::once;
            if (word == "act") clock_.starts = Clock::Starts::asked;
        } else {
            reading_.error(*entry_.key, fmt::format("the clock '{}' has no `starts`", clock_.name),
                           "each_leg, once, or act where effects start it");
        }
        if (const YamlNode* of = map.find("of")) clock_.holders = roles_of(*of, "`of`");
        if (const YamlNode* alive = map.find("while"))
            clock_.alive_while =
                in_.scopes.compile(reading_, *alive, "`while`", Place::rule, cel::Type::boolean());
        if (const YamlNode* from = map.find("starts_at"))
            clock_.starts_at = instant_field(*from, "`starts_at`");
    }

    std::vector<Index> roles_of(const YamlNode& node, std::string_view what) {
        std::vector<Index> roles;
        say_if_empty(node, what, "at least one role");
        for (const Reading::Word& word : reading_.words_of(node, what))
            if (const auto role = find_named(reading_, "role", in_.process().roles, word.text, word.at))
                roles.push_back(*role);
        return roles;
    }

    void say_if_empty(const YamlNode& node, std::string_view what, std::string_view expected) {
        if (!node.is_list() || !node.items.empty()) return;
        const Reading::Mild mild(reading_);  // earlier releases took it
        reading_.error(node, fmt::format("{} is an empty list", what), std::string(expected));
    }

    std::optional<Index> instant_field(const YamlNode& node, std::string_view what) {
        const auto word = reading_.word(node, what);
        const auto field = word ? find_named(reading_, "field", in_.type.fields, *word, node) : std::nullopt;
        if (!field || in_.type.fields[*field].kind == FieldKind::instant) return field;
        reading_.error(node, fmt::format("the field '{}' holds no instant", *word),
                       "a field of the kind `instant`");
        return std::nullopt;
    }

    // Each item is a word (hand_over) or one pair (state: resolved).
    void read_list(const YamlNode& node, std::string_view what,
                   void (ClockReader::*read)(const YamlNode&, const std::string&, const YamlNode*)) {
        if (!reading_.is_list(node, what)) return;
        for (const YamlNode& item : node.items) {
            if (item.is_map() && item.items.size() == 1)
                (this->*read)(item, item.keys.front().name, &item.items.front());
            else if (item.is_scalar())
                (this->*read)(item, item.text, nullptr);
            else
                reading_.error(item, fmt::format("an entry of {} is {}", what, item.shape()),
                               "such as `state: NAME`");
        }
    }

    void read_stop(const YamlNode& item, const std::string& kind, const YamlNode* value) {
        ClockStop stop;
        if (kind == "hand_over" && !value) {
            stop.kind = ClockStop::Kind::hand_over;
            clock_.stops.push_back(stop);
            return;
        }
        std::optional<Index> index;
        if (kind == "act" && value) {
            stop.kind = ClockStop::Kind::act;
            index = named("act", in_.type.acts, *value);
        } else if (kind == "state" && value) {
            stop.kind = ClockStop::Kind::state;
            index = named("state", in_.type.states, *value);
        } else if (kind == "link_closed" && value) {
            stop.kind = ClockStop::Kind::link_closed;
            index = named("link", in_.type.links, *value);
        } else {
            const std::vector<std::string> known{"act: NAME", "state: NAME", "hand_over",
                                                 "link_closed: NAME"};
            reading_.error(item, fmt::format("'{}' stops no clock", kind), one_of(known));
        }
        if (!index) return;
        stop.index = *index;
        if (stop.kind != ClockStop::Kind::state) return clock_.stops.push_back(stop);
        for (const Index leaf : leaves_of(in_.type, *index)) {
            stop.index = leaf;
            clock_.stops.push_back(stop);
        }
    }

    void read_pause(const YamlNode& item, const std::string& kind, const YamlNode* value) {
        ClockPause pause;
        std::optional<Index> index;
        if (kind == "state" && value) {
            pause.kind = ClockPause::Kind::state;
            index = named("state", in_.type.states, *value);
        } else if (kind == "link_open" && value) {
            pause.kind = ClockPause::Kind::link_open;
            index = named("link", in_.type.links, *value);
        } else if (kind == "waiting" && value && value->is_scalar() && value->text == "outside") {
            pause.kind = ClockPause::Kind::outside;
            index = 0;
        } else if (kind == "waiting" && value) {
            pause.kind = ClockPause::Kind::waiting;
            if (const auto party = waiting_of(reading_, *value)) {
                pause.waiting = *party;
                index = 0;
            }
        } else if (kind == "condition") {
            reading_.error(item, "`condition` in `pauses` is not supported by this release",
                           "a state or an open link");
        } else {
            const std::vector<std::string> known{"state: NAME", "waiting: reporter", "link_open: NAME"};
            reading_.error(item, fmt::format("'{}' pauses no clock", kind), one_of(known));
        }
        if (!index) return;
        pause.index = *index;
        if (pause.kind != ClockPause::Kind::state) return clock_.pauses.push_back(pause);
        for (const Index leaf : leaves_of(in_.type, *index)) {
            pause.index = leaf;
            clock_.pauses.push_back(pause);
        }
    }

    template <class Named>
    std::optional<Index> named(std::string_view kind, const std::vector<Named>& list, const YamlNode& node) {
        const auto word = reading_.word(node, fmt::format("a {}", kind));
        return word ? find_named(reading_, kind, list, *word, node) : std::nullopt;
    }

    void read_length(const YamlNode& map) {
        const YamlNode* limit = map.find("limit");
        const YamlNode* due = map.find("due");
        const YamlNode* agreement = map.find("agreement");
        if (agreement) read_agreement(*agreement, due != nullptr);
        const YamlNode* repeats = map.find("repeats");
        if (repeats) read_repeats(*repeats, limit || due || agreement);
        const bool none = !limit && !due && !agreement && !repeats;
        if (none || (limit && due))
            reading_.error(*entry_.key,
                           fmt::format("the clock '{}' has {}", clock_.name,
                                       limit ? "both a limit and a due instant" : "no end"),
                           "either `limit` (a length), `agreement` (a kind) or `due` (a field)");
        if (due) read_instant(*due, "`due`");
        if (limit) read_limit(*limit);
    }

    void read_limit(const YamlNode& limit) {
        auto compiled = in_.scopes.compile(reading_, limit, "`limit`", Place::limit, std::nullopt);
        if (!compiled) return;
        cel::Type type = compiled->program.result();
        if (type.is(cel::TypeKind::maybe)) type = type.element();
        if (type == span_type() || type.is(cel::TypeKind::duration) || type.is(cel::TypeKind::dyn))
            clock_.limit = std::move(compiled);
        else
            reading_.error(limit, fmt::format("`limit` is a {}", compiled->program.result().text()),
                           "a duration: a table's, or duration('4h')");
    }

    // `30m`: each time it has ended it begins again, and has so long.
    void read_repeats(const YamlNode& node, bool limited) {
        if (limited)
            return reading_.error(node, fmt::format("the clock '{}' has two ends", clock_.name),
                                  "`repeats` alone says how long it has each time");
        const auto span = span_of(reading_, node, "`repeats`");
        if (!span) return;
        if (span->working_days > 0)
            return reading_.error(node, "`wd` is no time to repeat", "h or m, of the clock's calendar");
        if (*span == Span{})
            return reading_.error(node, "`repeats` after no time at all", "a length of time");
        const Reading::Mild mild(reading_);
        check_units(node, *span, fmt::format("the clock '{}'", clock_.name), "the clock");
        clock_.repeats = true;
        clock_.limit = constant_length(in_.scopes, *span, node.line);
    }

    void read_agreement(const YamlNode& node, bool due) {
        const auto word = reading_.word(node, "`agreement`");
        if (!word) return;
        AgreementKind kind{};
        const std::vector<std::string> known{"sla", "ola", "contract"};
        if (!parse_word(*word, kind))
            reading_.unknown(node, "kind of agreement", *word, known);
        else if (due)
            reading_.error(node, "an agreement about no length", "`limit`, or neither");
        else
            clock_.agreement = kind;
    }

    struct Range {
        int least, most;
    };

    // `75%`, or a list of such and of `{ at: 75%, do: ACT }`.
    void read_shares(const YamlNode& node, std::string_view what, std::vector<ClockShare>& onto,
                     Range range) {
        if (clock_.due_field) {
            reading_.error(node, "a share of no length", fmt::format("`limit`, for a clock with {}", what));
            return;
        }
        if (!node.is_list()) return read_share(node, what, onto, range);
        say_if_empty(node, what, "at least one share of the limit");
        if (node.items.size() > shares_max)
            reading_.error(node, fmt::format("{} has {} shares", what, node.items.size()),
                           fmt::format("at most {}", shares_max));
        for (const YamlNode& item : node.items) read_share(item, what, onto, range);
    }

    void read_share(const YamlNode& node, std::string_view what, std::vector<ClockShare>& onto, Range range) {
        ClockShare share;
        const YamlNode* at = &node;
        if (node.is_map()) {
            reading_.check_keys(node, what, {"at", "do"}, {"notify"});
            at = node.find("at");
            if (!at)
                return reading_.error(node, fmt::format("an entry of {} has no `at`", what), "`at: 75%`");
            if (const YamlNode* act = node.find("do")) share.deed = read_deed(*act);
        }
        const auto word = reading_.word(*at, what);
        if (!word) return;
        share.percent = parse_percent(*word).value_or(0);
        if (share.percent < range.least || share.percent > range.most)
            return reading_.error(*at, fmt::format("'{}' is no share of the limit", *word),
                                  fmt::format("{}% to {}%", range.least, range.most));
        if (!onto.empty() && onto.back().percent >= share.percent)
            return reading_.error(*at, fmt::format("{}% comes after {}%", share.percent, onto.back().percent),
                                  "ascending shares, each once");
        onto.push_back(share);
    }

    // `parties`, or roles.
    void read_sight(const YamlNode& node) {
        if (node.is_scalar() && node.text == "parties") {
            clock_.sight.who = ClockSight::Who::parties;
            return;
        }
        clock_.sight.who = ClockSight::Who::roles;
        clock_.sight.roles = roles_of(node, "`seen_by`");
    }

    std::optional<Index> read_deed(const YamlNode& node) {
        const auto act = named("act", in_.type.acts, node);
        if (!act || !in_.type.acts[*act].creates_record) return act;
        reading_.error(node, fmt::format("'{}' creates a record", node.text),
                       "an act on the record that is late");
        return std::nullopt;
    }

    void read_breach(const YamlNode& node) {
        if (!reading_.is_map(node, "`breach`")) return;
        reading_.check_keys(node, "`breach`", {"do"}, {"notify", "create", "set", "link"});
        const YamlNode* act = node.find("do");
        if (act) clock_.on_breach = read_deed(*act);
        if (!node.keys.empty()) return;
        const Reading::Mild mild(reading_);  // earlier releases took it
        reading_.error(node, "`breach` asks for nothing", "`do`");
    }

    const Defining& in_;
    Reading& reading_;
    Clock& clock_;
    const Entry& entry_;
};

}  // namespace

Expression constant_length(const Scopes& scopes, const Span& span, int line) {
    if (span.working_days > 0) {
        const std::string words = text(span);
        return {cel::constant_program(span_value(span), span_type(), words), words, line, 1};
    }
    constexpr std::int64_t second = 1'000'000;
    // Of a text in use, which may have what is refused now.
    const std::string part =
        span.exact.micros % second == 0 ? "" : fmt::format(".{:06}", span.exact.micros % second);
    const std::string source = fmt::format("duration('{}{}s')", span.exact.micros / second, part);
    auto length = cel::compile(source, scopes.of(Place::limit));
    REEVE_CHECK(length.has_value());
    return {std::move(*length), source, line, 1};
}

namespace {

// A step that is due has a clock of its own.
void declare_due(Reading& reading, RecordType& type, TypeSource& source, Index list, const Entry& step,
                 Index index) {
    const YamlNode* due = step.node->find("due");
    Clock clock;
    clock.name = type.checklists[list].name + "_" + step.name();
    clock.line = step.key->line;
    clock.starts = Clock::Starts::once;
    clock.stops.push_back({ClockStop::Kind::step, list, {}, index});
    if (type.clock(clock.name))
        reading.error(*due, fmt::format("there is a clock '{}' already", clock.name),
                      "another name: this step makes a clock of its own");
    if (due->is_map())
        reading.check_keys(
            *due, "`due`",
            {"within", "limit", "at", "calendar", "pauses", "warn", "breach", "overdue", "seen_by"},
            {"notify"});
    else if (!due->is_scalar() || due->text.empty())
        reading.error(*due, fmt::format("`due` is {}", due->is_scalar() ? "empty" : due->shape()),
                      "such as 4h, or an instant field");
    source.clocks.push_back({step.key, due, step.file});
    type.clocks.push_back(std::move(clock));
}

void declare_dues(Loading& loading, RecordType& type, TypeSource& source, Index list) {
    const YamlNode* steps = source.checklists[list].node->find("steps");
    if (steps == nullptr || !steps->is_map()) return;
    for (std::size_t i = 0; i < steps->keys.size(); ++i)
        if (steps->items[i].is_map() && steps->items[i].find("due"))
            declare_due(loading.reading, type, source, list,
                        {&steps->keys[i], &steps->items[i], source.checklists[list].file},
                        static_cast<Index>(i));
}

// What a step makes is called otherwise than its key says.
void check_dues_apart(Reading& reading, const RecordType& type, const TypeSource& source) {
    std::vector<YamlKey> names;
    for (std::size_t i = 0; i < type.clocks.size(); ++i)
        names.push_back({type.clocks[i].name, source.clocks[i].key->line, source.clocks[i].key->column});
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (type.clock(names[i].name) == i)
            entries.push_back({&names[i], source.clocks[i].node, source.clocks[i].file});
    const Reading::Mild mild(reading);  // earlier releases took those that only look alike
    reading.check_apart("clock", entries);
}

}  // namespace

void declare_clocks(Loading& loading, RecordType& type, TypeSource& source, const YamlNode* node) {
    Reading& reading = loading.reading;
    source.clocks = reading.entries(node, "clocks");
    for (const Entry& entry : source.clocks) {
        Clock clock;
        clock.name = entry.name();
        clock.line = entry.key->line;
        reading.check_name("clock", *entry.key, clock.name);
        if (reading.is_map(*entry.node, fmt::format("the clock '{}'", clock.name)))
            reading.check_keys(
                *entry.node, "a clock",
                {"title", "starts", "of", "starts_at", "stops", "pauses", "limit", "due", "calendar",
                 "agreement", "warn", "breach", "overdue", "seen_by", "repeats", "while"},
                {"clause", "notify", "cancels"});
        type.clocks.push_back(std::move(clock));
    }
    reading.check_apart("clock", source.clocks);
    const std::size_t own = source.clocks.size();
    for (Index i = 0; i < source.checklists.size(); ++i) declare_dues(loading, type, source, i);
    if (source.clocks.size() > own) check_dues_apart(reading, type, source);
    if (source.clocks.size() > clocks_max) {
        const Reading::Mild mild(reading);  // earlier releases took any number
        reading.set_file(source.clocks[clocks_max].file);
        reading.error(*source.clocks[clocks_max].key,
                      fmt::format("a record type has more than {} clocks", clocks_max), "fewer");
    }
}

void define_clocks(const Defining& in) {
    for (std::size_t i = 0; i < in.type.clocks.size(); ++i) ClockReader(in, i).read();
}

}  // namespace reeve::process
