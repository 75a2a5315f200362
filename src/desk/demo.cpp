#include "desk/demo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "base/text.hpp"
#include "desk/process_versions.hpp"

namespace reeve::desk {
namespace {

constexpr std::string_view demo_file = "demo.yaml";

// Entries by name, in the order in which names first came up.
class Named {
public:
    explicit Named(Administer::Kind kind, std::string_view what) : kind_(kind), what_(what) {}

    // Null when there is one of that name already; then that one stays as it is.
    JsonObject* add(std::string_view name) {
        const auto same = [&](const JsonObject& value) { return value.find("name")->string() == name; };
        if (std::ranges::any_of(values_, same)) {
            return nullptr;
        }
        return &values_.emplace_back(
            JsonObject{{"id", Id::of_name(fmt::format("{}:{}", what_, name)).text()}, {"name", name}});
    }
    [[nodiscard]] JsonObject& at(std::string_view name) {
        return *std::ranges::find_if(
            values_, [&](const JsonObject& value) { return value.find("name")->string() == name; });
    }
    void submit(std::vector<Administer>& onto) {
        for (JsonObject& value : values_) {
            onto.push_back({.kind = kind_, .value = std::move(value)});
        }
    }

private:
    Administer::Kind kind_;
    std::string_view what_;
    std::vector<JsonObject> values_;
};

struct Entries {
    Named calendars{Administer::Kind::calendar, "calendar"};
    Named organisations{Administer::Kind::organisation, "organisation"};
    Named teams{Administer::Kind::team, "team"};
    Named people{Administer::Kind::person, "person"};
    Named agreements{Administer::Kind::agreement, "agreement"};
    std::vector<Administer> accords;
    std::set<std::string, std::less<>> shipped;  // ids of processes
};

void set_if(JsonObject& value, const char* member, const std::string& text) {
    if (!text.empty()) {
        value.set(member, text);
    }
}

// Roles of a process that is not shipped along are nobody's.
void add_person(const process::DemoPerson& person, Entries& entries) {
    Named& people = entries.people;
    if (JsonObject* value = people.add(person.name)) {
        set_if(*value, "display", person.display);
        set_if(*value, "email", person.email);
        set_if(*value, "language", person.language);
        set_if(*value, "organisation", person.organisation);
        JsonArray teams;
        for (const std::string& team : person.teams) {
            teams.emplace_back(team);
        }
        value->set("teams", std::move(teams));
        value->set("roles", JsonArray{});
        value->set("administrator", person.administrator);
    }
    JsonArray& roles = people.at(person.name).find("roles")->array();
    for (const process::DemoRole& role : person.roles) {
        if (!entries.shipped.contains(role.process)) {
            continue;
        }
        JsonObject held{{"process", role.process}, {"role", role.role}};
        set_if(held, "organisation", role.organisation);
        if (std::ranges::find(roles, Json(held)) == roles.end()) {
            roles.emplace_back(std::move(held));
        }
    }
}

void add_agreement(const process::DemoAgreement& agreement, std::string_view process, Entries& entries) {
    JsonObject* value = entries.agreements.add(agreement.name);
    if (value == nullptr) {
        return;
    }
    value->set("title", agreement.title.in("en"));
    value->set("kind", agreement.kind);
    value->set("process", process);
    set_if(*value, "provider", agreement.provider);
    set_if(*value, "customer", agreement.customer);
    set_if(*value, "service", agreement.service);
    value->set("calendar", agreement.calendar);
    value->set("from", agreement.from);
    set_if(*value, "until", agreement.until);
    value->set("targets", agreement.targets);
    if (agreement.agreed) {
        JsonObject accord{{"id", *value->find("id")}, {"reference", agreement.reference}};
        if (!agreement.agreed_by.empty()) {
            accord.set("by", Id::of_name("person:" + agreement.agreed_by).text());
        }
        entries.accords.push_back({.kind = Administer::Kind::agree, .value = std::move(accord)});
    }
}

void add_demo(const process::Demo& demo, std::string_view process, Entries& entries) {
    for (const process::DemoCalendar& calendar : demo.calendars) {
        if (JsonObject* value = entries.calendars.add(calendar.name)) {
            value->set("title", calendar.title.in("en"));
            value->set("spec", calendar.spec);
        }
    }
    for (const process::DemoOrganisation& organisation : demo.organisations) {
        if (JsonObject* value = entries.organisations.add(organisation.name)) {
            set_if(*value, "display", organisation.display);
            set_if(*value, "kind", organisation.kind);
            set_if(*value, "calendar", organisation.calendar);
        }
    }
    for (const process::DemoTeam& team : demo.teams) {
        if (JsonObject* value = entries.teams.add(team.name)) {
            set_if(*value, "display", team.display);
            set_if(*value, "organisation", team.organisation);
            set_if(*value, "calendar", team.calendar);
        }
    }
    for (const process::DemoPerson& person : demo.people) {
        add_person(person, entries);
    }
    for (const process::DemoAgreement& agreement : demo.agreements) {
        add_agreement(agreement, process, entries);
    }
}

void add_unmet(const std::vector<Problem>& problems, std::vector<Unmet>& onto) {
    for (const Problem& problem : problems) {
        onto.push_back(
            {"problem", fmt::format("{}:{}:{}", problem.file, problem.line, problem.column), text(problem)});
    }
}

// Installed and activated; null where it has mistakes.
process::ProcessPtr add_process(const ShippedProcess& shipped, std::vector<Administer>& processes,
                                std::vector<Unmet>& unmet) {
    std::vector<process::SourceFile> own;
    JsonObject files;
    for (const process::SourceFile& file : shipped.files) {
        if (process::is_process_file(file.path)) {
            own.push_back(file);
        }
        if (is_kept_file(file.path)) {
            files.set(file.path, file.text);
        }
    }
    const auto loaded = process::load_process(shipped.id, own);
    if (!loaded) {
        add_unmet(loaded.error(), unmet);
        return nullptr;
    }
    processes.push_back({.kind = Administer::Kind::install_process,
                         .value = JsonObject{{"id", shipped.id}, {"files", std::move(files)}}});
    processes.push_back({.kind = Administer::Kind::activate_process,
                         .value = JsonObject{{"id", shipped.id}, {"version", loaded->process->version}}});
    return loaded->process;
}

// Its people, where it has any.
void add_people(const ShippedProcess& shipped, const process::Process& own,
                std::span<const process::ProcessPtr> all, Entries& entries, std::vector<Unmet>& unmet) {
    const auto file = std::ranges::find(shipped.files, demo_file, &process::SourceFile::path);
    if (file == shipped.files.end()) {
        return;
    }
    const auto demo = process::load_demo(*file, &own, all);
    if (!demo) {
        add_unmet(demo.error(), unmet);
        return;
    }
    add_demo(*demo, shipped.id, entries);
}

}  // namespace

Outcome<std::vector<Administer>> demonstration(const std::vector<ShippedProcess>& shipped) {
    Entries entries;
    std::vector<Administer> processes;
    std::vector<Unmet> unmet;
    std::vector<process::ProcessPtr> all, in_use;  // of several versions of one the last
    for (const ShippedProcess& process : shipped) {
        entries.shipped.insert(process.id);
        all.push_back(add_process(process, processes, unmet));
        std::erase_if(in_use, [&](const auto& one) { return one->id == process.id; });
        if (all.back()) {
            in_use.push_back(all.back());
        }
    }
    for (std::size_t i = 0; i < shipped.size(); ++i) {
        if (all[i]) {
            add_people(shipped[i], *all[i], in_use, entries, unmet);
        }
    }
    if (!unmet.empty()) {
        return refuse(RefusalKind::unmet, "A process has mistakes.", std::move(unmet));
    }
    std::vector<Administer> submissions;
    entries.calendars.submit(submissions);
    entries.organisations.submit(submissions);
    entries.teams.submit(submissions);
    std::ranges::move(processes, std::back_inserter(submissions));
    entries.people.submit(submissions);
    entries.agreements.submit(submissions);
    std::ranges::move(entries.accords, std::back_inserter(submissions));
    return submissions;
}

}  // namespace reeve::desk
