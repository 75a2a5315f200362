#include "process/demo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "calendar/read_working_times.hpp"
#include "process/agreement_terms.hpp"
#include "process/demo_seats.hpp"
#include "process/model.hpp"
#include "process/percent_internal.hpp"
#include "process/reading_internal.hpp"
#include "process/yaml.hpp"

namespace reeve::process {
namespace {

constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

class DemoReader {
public:
    DemoReader(Reading& reading, const Process* process, std::span<const ProcessPtr> beside)
        : reading_(reading), process_(process), beside_(beside) {}

    Demo read(const YamlNode& root) {
        if (!reading_.is_map(root, "demo.yaml")) return {};
        reading_.check_keys(root, "demo.yaml",
                            {"calendars", "organisations", "teams", "people", "agreements"},
                            {"rotas", "services", "items", "vendors"});
        // What others name is read first, wherever it stands.
        each(root, "calendars", &DemoReader::read_calendar);
        each(root, "organisations", &DemoReader::read_organisation);
        each(root, "teams", &DemoReader::read_team);
        each(root, "people", &DemoReader::read_person);
        each(root, "agreements", &DemoReader::read_agreement);
        const YamlNode* people = root.find("people");
        if (people) demo_.people_line = people->line;
        if (process_ && people)
            for (std::string& what : empty_seats(*process_, demo_))
                reading_.error(*people, std::move(what), "more people with the role");
        return std::move(demo_);
    }

private:
    void each(const YamlNode& root, std::string_view section, void (DemoReader::*read)(const Entry&)) {
        const std::vector<Entry> entries = reading_.entries(root.find(section), section);
        for (const Entry& entry : entries) {
            reading_.check_name("name here", *entry.key, entry.name());
            if (reading_.is_map(*entry.node, fmt::format("'{}'", entry.name()))) (this->*read)(entry);
        }
        reading_.check_apart("name", entries);
    }

    std::string word_at(const Entry& entry, std::string_view key, std::string_view otherwise = {}) {
        const YamlNode* node = entry.node->find(key);
        return node ? reading_.word(*node, fmt::format("`{}`", key)).value_or("") : std::string(otherwise);
    }

    std::string required_word(const Entry& entry, std::string_view key) {
        if (!entry.node->find(key))
            reading_.error(*entry.key, fmt::format("'{}' has no `{}`", entry.name(), key),
                           fmt::format("`{}`", key));
        return word_at(entry, key);
    }

    template <class Named>
    void check_known(const std::vector<Named>& list, std::string_view kind, const std::string& name,
                     Spot at) {
        const auto same = [&](const Named& entry) { return entry.name == name; };
        if (name.empty() || std::any_of(list.begin(), list.end(), same)) return;
        const std::vector<std::string> names = names_of(list);
        reading_.unknown(at, kind, name, names);
    }

    std::string known_word(const Entry& entry, std::string_view key, const auto& list,
                           std::string_view kind) {
        std::string name = word_at(entry, key);
        if (const YamlNode* node = entry.node->find(key)) check_known(list, kind, name, *node);
        return name;
    }

    void read_calendar(const Entry& entry);
    void read_week(const YamlNode& node, JsonObject& spec);
    void read_holidays(const YamlNode& node, JsonObject& spec);
    JsonArray read_hours(const YamlNode& node);
    std::vector<std::size_t> days_of(const YamlKey& key);

    void read_agreement(const Entry& entry);
    void read_agreed(const YamlNode& node, DemoAgreement& agreement);
    void read_targets(const YamlNode& node, DemoAgreement& agreement);
    Json read_target(const YamlNode& node);
    JsonArray read_shares(const YamlNode& node);
    void tell(Spot at, std::string why) {
        if (!why.empty()) reading_.error(at, std::move(why));
    }
    void check_days(const Entry& entry, const DemoAgreement& agreement);
    void check_target(const YamlNode& node, const Json& target, const DemoAgreement& agreement);
    void check_when(const YamlNode& when, const Json& terms, const std::vector<const RecordType*>& types);
    [[nodiscard]] CountedIn counted_in(const std::string& calendar) const;

    void read_organisation(const Entry& entry) {
        reading_.check_keys(*entry.node, "an organisation", {"name", "kind", "calendar"},
                            {"agreement", "parent"});
        demo_.organisations.push_back({entry.name(), required_word(entry, "name"),
                                       required_word(entry, "kind"),
                                       known_word(entry, "calendar", demo_.calendars, "calendar")});
    }

    void read_team(const Entry& entry) {
        reading_.check_keys(*entry.node, "a team", {"name", "organisation", "calendar"}, {"rota"});
        demo_.teams.push_back({entry.name(), required_word(entry, "name"),
                               known_word(entry, "organisation", demo_.organisations, "organisation"),
                               known_word(entry, "calendar", demo_.calendars, "calendar")});
        if (!entry.node->find("organisation")) required_word(entry, "organisation");
    }

    void read_person(const Entry& entry) {
        const YamlNode& map = *entry.node;
        reading_.check_keys(
            map, "a person",
            {"name", "organisation", "team", "teams", "administrator", "roles", "email", "language"},
            {"phone"});
        DemoPerson person;
        person.name = entry.name();
        person.display = required_word(entry, "name");
        person.email = word_at(entry, "email");
        person.language = word_at(entry, "language", "en");
        person.organisation = known_word(entry, "organisation", demo_.organisations, "organisation");
        if (!map.find("organisation")) required_word(entry, "organisation");
        person.administrator = reading_.flag(map, "administrator");
        for (const std::string_view key : {"team", "teams"}) {
            const YamlNode* teams = map.find(key);
            if (!teams) continue;
            for (Reading::Word& word : reading_.words_of(*teams, fmt::format("`{}`", key))) {
                check_known(demo_.teams, "team", word.text, word.at);
                person.teams.push_back(std::move(word.text));
            }
        }
        if (const YamlNode* roles = map.find("roles")) read_roles(*roles, person);
        demo_.people.push_back(std::move(person));
    }

    // `tier_2`, or `{ tier_1: cs_boane }` for a role at another organisation than her own; of another
    // process `releases/planner`.
    void read_roles(const YamlNode& node, DemoPerson& person) {
        if (!reading_.is_list(node, "`roles`")) return;
        for (const YamlNode& item : node.items) {
            DemoRole role;
            std::string said;
            if (item.is_map() && item.items.size() == 1) {
                said = item.keys.front().name;
                role.organisation = reading_.word(item.items.front(), "an organisation").value_or("");
                check_known(demo_.organisations, "organisation", role.organisation, item.items.front());
            } else {
                said = reading_.word(item, "a role").value_or("");
            }
            const std::size_t slash = said.find('/');
            const bool prefixed = slash != std::string::npos && slash > 0 && slash + 1 < said.size();
            if (process_) role.process = process_->id;
            if (prefixed) role.process = said.substr(0, slash);
            role.role = prefixed ? said.substr(slash + 1) : said;
            check_role(item, role, prefixed ? role.process + "/" : std::string());
            if (std::find(person.roles.begin(), person.roles.end(), role) != person.roles.end())
                reading_.error(item, fmt::format("'{}' is given twice", said), "each role once");
            check_apart(item, person, role);
            person.roles.push_back(std::move(role));
        }
    }

    // Null where it is not at hand.
    [[nodiscard]] const Process* process_of(const DemoRole& role) const {
        if (process_ && role.process == process_->id) return process_;
        const auto found = std::ranges::find(beside_, role.process, [](const auto& one) { return one->id; });
        return found == beside_.end() ? nullptr : found->get();
    }

    // Told in the words of the file.
    void check_role(const YamlNode& item, const DemoRole& role, const std::string& prefix) {
        const Process* process = process_of(role);
        if (!process || role.role.empty() || process->role(role.role)) return;
        std::vector<std::string> names = names_of(process->roles);
        for (std::string& name : names) name.insert(0, prefix);
        reading_.unknown(item, "role", prefix + role.role, names);
    }

    void check_apart(const YamlNode& item, const DemoPerson& person, const DemoRole& role) {
        const Process* process = process_of(role);
        const auto own = process ? process->role(role.role) : std::nullopt;
        if (!own) return;
        for (const DemoRole& held : person.roles) {
            const auto other = held.process == role.process ? process->role(held.role) : std::nullopt;
            if (other && are_disjoint(process->roles, *own, *other))
                return reading_.error(item,
                                      fmt::format("nobody has '{}' and '{}' together", held.role, role.role),
                                      "one of these roles that are `disjoint`");
        }
    }

    Reading& reading_;
    const Process* process_;
    std::span<const ProcessPtr> beside_;
    Demo demo_;
};

// "mon-fri", "sat".
std::vector<std::size_t> DemoReader::days_of(const YamlKey& key) {
    const std::vector<std::string_view> ends = split(key.name, '-');
    std::vector<std::size_t> at;
    for (const std::string_view end : ends) {
        const auto found = std::find(days.begin(), days.end(), end);
        if (found != days.end()) at.push_back(static_cast<std::size_t>(found - days.begin()));
    }
    std::vector<std::size_t> covered;
    if (at.size() == ends.size() && ends.size() <= 2 && at.front() <= at.back())
        for (std::size_t day = at.front(); day <= at.back(); ++day) covered.push_back(day);
    else
        reading_.error(key, fmt::format("'{}' is no day of the week", key.name),
                       "mon, tue, … sun, or mon-fri");
    return covered;
}

// "07:30-12:00, 13:00-16:30"; whether these are times is for the calendar to say.
JsonArray DemoReader::read_hours(const YamlNode& node) {
    JsonArray hours;
    const auto word = reading_.word(node, "the hours of a day");
    if (!word) return hours;
    for (const std::string_view part : split(*word, ',')) {
        const std::vector<std::string_view> ends = split(part, '-');
        if (ends.size() == 2)
            hours.emplace_back(JsonArray{Json(trim(ends[0])), Json(trim(ends[1]))});
        else
            reading_.error(node, fmt::format("'{}' are no hours", trim(part)), "such as 08:00-16:00");
    }
    return hours;
}

void DemoReader::read_week(const YamlNode& node, JsonObject& spec) {
    if (!reading_.is_map(node, "`week`")) return;
    JsonObject week;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const JsonArray hours = read_hours(node.items[i]);
        for (const std::size_t day : days_of(node.keys[i])) {
            if (week.find(days[day]))
                reading_.error(node.keys[i], fmt::format("the hours of '{}' are said twice", days[day]),
                               "once");
            else
                week.set(std::string(days[day]), hours);
        }
    }
    spec.set("week", std::move(week));
}

// Dates with names; `rules: MZ` for a region whose holidays are shipped.
void DemoReader::read_holidays(const YamlNode& node, JsonObject& spec) {
    if (!reading_.is_map(node, "`holidays`")) return;
    JsonArray dates;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const auto word = reading_.word(node.items[i], "a holiday");
        if (!word) continue;
        if (node.keys[i].name == "rules")
            spec.set("holidays_of", *word);
        else
            dates.emplace_back(JsonObject{{"date", Json(node.keys[i].name)}, {"name", Json(*word)}});
    }
    if (!dates.empty()) spec.set("holidays", std::move(dates));
}

void DemoReader::read_calendar(const Entry& entry) {
    const YamlNode& map = *entry.node;
    reading_.check_keys(map, "a calendar", {"title", "zone", "week", "holidays", "always_open"},
                        {"breaks", "special_days"});
    DemoCalendar calendar;
    calendar.name = entry.name();
    calendar.title = reading_.words(map.find("title"), "a title");
    JsonObject spec{{"tz", Json(required_word(entry, "zone"))}};
    if (reading_.flag(map, "always_open")) spec.set("always_open", true);
    if (const YamlNode* week = map.find("week")) read_week(*week, spec);
    if (const YamlNode* holidays = map.find("holidays")) read_holidays(*holidays, spec);
    calendar.spec = std::move(spec);
    const auto built = calendar::build_working_times(JsonObject{{calendar.name, calendar.spec}});
    if (!built) {
        for (const Unmet& unmet : built.error().unmet)
            reading_.error(*entry.key, fmt::format("{}: {}", unmet.field, unmet.why));
        if (built.error().unmet.empty()) reading_.error(*entry.key, built.error().detail);
    }
    demo_.calendars.push_back(std::move(calendar));
}

void DemoReader::read_agreement(const Entry& entry) {
    reading_.check_keys(*entry.node, "an agreement",
                        {"title", "kind", "provider", "customer", "service", "calendar", "from", "until",
                         "targets", "agreed"},
                        {});
    DemoAgreement agreement;
    agreement.name = entry.name();
    agreement.title = reading_.words(entry.node->find("title"), "a title");
    agreement.kind = required_word(entry, "kind");
    agreement.provider = known_word(entry, "provider", demo_.organisations, "organisation");
    agreement.customer = known_word(entry, "customer", demo_.organisations, "organisation");
    agreement.service = word_at(entry, "service");
    agreement.calendar = known_word(entry, "calendar", demo_.calendars, "calendar");
    if (!entry.node->find("calendar")) required_word(entry, "calendar");
    agreement.from = required_word(entry, "from");
    agreement.until = word_at(entry, "until");
    check_days(entry, agreement);
    if (AgreementKind kind{}; !agreement.kind.empty() && !parse_word(agreement.kind, kind))
        reading_.unknown(*entry.node->find("kind"), "kind", agreement.kind,
                         std::vector<std::string>{"sla", "ola", "contract"});
    if (const YamlNode* targets = entry.node->find("targets"))
        read_targets(*targets, agreement);
    else
        required_word(entry, "targets");
    if (const YamlNode* agreed = entry.node->find("agreed")) read_agreed(*agreed, agreement);
    demo_.agreements.push_back(std::move(agreement));
}

void DemoReader::read_agreed(const YamlNode& node, DemoAgreement& agreement) {
    if (!reading_.is_map(node, "`agreed`")) return;
    reading_.check_keys(node, "`agreed`", {"by", "reference"}, {});
    agreement.agreed = true;
    if (const YamlNode* by = node.find("by")) {
        agreement.agreed_by = reading_.word(*by, "a person").value_or("");
        check_known(demo_.people, "person", agreement.agreed_by, *by);
    }
    if (const YamlNode* reference = node.find("reference"))
        agreement.reference = reading_.word(*reference, "`reference`").value_or("");
}

void DemoReader::check_days(const Entry& entry, const DemoAgreement& agreement) {
    if (!agreement.from.empty()) tell(*entry.node->find("from"), wrong_day(agreement.from));
    if (agreement.until.empty()) return;
    const YamlNode& until = *entry.node->find("until");
    tell(until, wrong_day(agreement.until));
    tell(until, wrong_order(agreement.from, agreement.until));
}

void DemoReader::read_targets(const YamlNode& node, DemoAgreement& agreement) {
    if (!reading_.is_list(node, "`targets`")) return;
    tell(node, wrong_count(node.items.size()));
    struct Asked {
        std::string clock;
        std::map<std::string, std::string> when;
    };
    std::vector<Asked> before;
    for (const YamlNode& item : node.items) {
        if (!reading_.is_map(item, "a target")) continue;
        const Json& target = agreement.targets.emplace_back(read_target(item));
        if (process_) check_target(item, target, agreement);
        Asked asked{std::string(target.string_or_empty("clock")), {}};
        if (const Json* when = target.find("when"))
            for (const auto& [field, value] : when->object()) asked.when[field] = write_json(value);
        tell(item, wrong_again(before, asked));
        before.push_back(std::move(asked));
    }
}

Json DemoReader::read_target(const YamlNode& node) {
    reading_.check_keys(node, "a target", {"clock", "when", "limit", "warn"}, {});
    JsonObject target;
    for (const char* key : {"clock", "limit"})
        if (const YamlNode* value = node.find(key))
            if (auto word = reading_.word(*value, fmt::format("`{}`", key)))
                target.set(key, std::move(*word));
    if (const YamlNode* when = node.find("when"); when && reading_.is_map(*when, "`when`")) {
        JsonObject terms;
        for (std::size_t i = 0; i < when->keys.size(); ++i) {
            const auto value = reading_.word(when->items[i], "a value");
            if (!value) continue;
            const bool truth = *value == "true" || *value == "false";
            terms.set(when->keys[i].name, truth ? Json(*value == "true") : Json(*value));
        }
        if (when->keys.size() > terms_most)
            reading_.error(*when, fmt::format("a target asks for at most {} values", terms_most));
        target.set("when", std::move(terms));
    }
    if (const YamlNode* warn = node.find("warn")) target.set("warn", read_shares(*warn));
    return target;
}

JsonArray DemoReader::read_shares(const YamlNode& node) {
    JsonArray shares;
    std::vector<int> percents;
    for (const Reading::Word& share : reading_.words_of(node, "`warn`")) {
        const auto percent = parse_percent(share.text);
        if (!percent)
            reading_.error(share.at, fmt::format("'{}' is no share", share.text), "such as 75%");
        else
            percents.push_back(*percent);
        shares.emplace_back(percent.value_or(0));
    }
    tell(node, wrong_shares(percents));
    if (shares.size() > warnings_most)
        reading_.error(node, fmt::format("a target warns at most {} times", warnings_most));
    return shares;
}

CountedIn DemoReader::counted_in(const std::string& calendar) const {
    const auto found = std::ranges::find(demo_.calendars, calendar, &DemoCalendar::name);
    if (found == demo_.calendars.end()) return {};  // told where it is named
    const auto built = calendar::build_working_times(JsonObject{{found->name, found->spec}});
    return built && !built->empty() ? process::counted_in(calendar, built->front()) : CountedIn{};
}

// The desk would refuse to start with an agreement about what its process does not have. What could not be
// read is not asked.
void DemoReader::check_target(const YamlNode& node, const Json& target, const DemoAgreement& agreement) {
    AgreementKind kind{};
    if (!parse_word(agreement.kind, kind)) return;
    const std::string_view clock = target.string_or_empty("clock");
    const auto is_read = [&](std::string_view key) { return !node.find(key) || target.find(key); };
    const auto at = [&](std::string_view key) { return node.find(key) ? Spot(*node.find(key)) : Spot(node); };
    if (is_read("clock")) tell(at("clock"), wrong_clock(*process_, kind, clock));
    if (is_read("limit"))
        tell(at("limit"),
             wrong_limit(target.string_or_empty("limit"), clock, counted_in(agreement.calendar)));
    if (const Json* terms = target.find("when"))
        check_when(*node.find("when"), *terms, types_promised(*process_, kind, clock));
}

void DemoReader::check_when(const YamlNode& when, const Json& terms,
                            const std::vector<const RecordType*>& types) {
    const RecordType* type = type_asked(*process_, types, terms);
    for (std::size_t i = 0; i < when.keys.size(); ++i) {
        const std::string& field = when.keys[i].name;
        const Json* value = terms.find(field);
        if (!value) continue;
        if (field == "holder")
            tell(when.items[i], wrong_holder(*process_, *value));
        else if (type)
            tell(when.items[i], wrong_term(*process_, *type, field, *value));
        if (!type || !value->is_string()) continue;
        const auto index = type->field(field);
        if (index && type->fields[*index].kind == FieldKind::organisation)
            check_known(demo_.organisations, "organisation", value->string(), when.items[i]);
    }
}

}  // namespace

std::expected<Demo, std::vector<Problem>> load_demo(const SourceFile& file, const Process* process,
                                                    std::span<const ProcessPtr> beside) {
    Reading reading;
    reading.set_file(file.path);
    std::vector<Problem> problems;
    const auto root = read_yaml(file.path, file.text, problems);
    for (Problem& problem : problems) reading.add(std::move(problem));
    Demo demo;
    if (root) demo = DemoReader(reading, process, beside).read(*root);
    problems = reading.take(false);
    if (problems.size() > problems_max) problems.resize(problems_max);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return demo;
}

}  // namespace reeve::process
