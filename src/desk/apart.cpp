#include "desk/apart.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace reeve::desk {
namespace {

constexpr std::size_t told_most = 20;

// A role that somebody has or votes in; through whom and when, where it is not her own.
struct Part {
    process::Index role = 0;
    const records::Person* through = nullptr;
    std::optional<records::Delegation> when;
};

class Parting {
public:
    // `next` stands for the entry that is there under its id.
    Parting(const records::Directory& directory, const process::Process& process, const records::Person* next,
            Instant now)
        : directory_(directory), process_(process), next_(next), now_(now) {}

    void look(const records::Person& person, std::vector<Unmet>& onto) const {
        std::vector<Part> parts;
        add(person, nullptr, parts);
        for (const std::size_t index : directory_.delegating()) {
            const records::Person& one = directory_.people()[index];
            if (next_ == nullptr || one.id != next_->id) {
                add_principal(one, person, parts);
            }
        }
        if (next_ != nullptr) {
            add_principal(*next_, person, parts);
        }
        for (std::size_t i = 0; i < parts.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (process::are_disjoint(process_.roles, parts[i].role, parts[j].role) &&
                    meet(parts[i], parts[j])) {
                    return onto.push_back(told(person, parts[j], parts[i]));
                }
            }
        }
    }

private:
    const records::Directory& directory_;
    const process::Process& process_;
    const records::Person* next_;
    Instant now_;

    void add(const records::Person& person, const records::Person* through, std::vector<Part>& parts) const {
        if (!person.active) {
            return;
        }
        for (const records::Membership& membership : person.memberships) {
            const auto role =
                membership.process == process_.id ? process_.role(membership.role) : std::nullopt;
            if (role && !process_.roles[*role].disjoint.empty()) {
                parts.push_back({*role, through, through != nullptr ? person.delegate : std::nullopt});
            }
        }
    }

    void add_principal(const records::Person& one, const records::Person& person,
                       std::vector<Part>& parts) const {
        if (one.id != person.id && one.delegate && one.delegate->person == person.id &&
            one.delegate->until > now_) {
            add(one, &one, parts);
        }
    }

    [[nodiscard]] static bool meet(const Part& one, const Part& other) {
        return !one.when || !other.when || one.when->meets(*other.when);
    }

    // "Ana Mussa has 'Coder' and votes as 'Tester' for João Sitoe; nobody has both."
    [[nodiscard]] Unmet told(const records::Person& person, const Part& one, const Part& other) const {
        const auto title = [&](const Part& part) {
            const process::Role& role = process_.roles[part.role];
            return process::shown(role.title, role.name, person.language);
        };
        const auto does = [&](const Part& part) {
            return part.through == nullptr
                       ? fmt::format("has '{}'", title(part))
                       : fmt::format("votes as '{}' for {}", title(part), part.through->display);
        };
        const bool named = one.through != nullptr || other.through != nullptr;
        return {"disjoint", named ? "delegate" : "roles",
                named ? fmt::format("{} {} and {}; nobody has both.", person.display, does(one), does(other))
                      : fmt::format("{} has '{}' and '{}'; nobody has both.", person.display, title(one),
                                    title(other))};
    }
};

bool parts_any(const process::Process& process) {
    return std::ranges::any_of(process.roles,
                               [](const process::Role& role) { return !role.disjoint.empty(); });
}

}  // namespace

std::vector<Unmet> held_together(const World& world, const records::Person& person, Instant now) {
    std::vector<Unmet> found;
    const records::Person* other =
        person.delegate ? world.directory->person(person.delegate->person) : nullptr;
    for (const ProcessVersion& version : world.processes) {
        if (!version.active || !parts_any(*version.process)) {
            continue;
        }
        const Parting parting(*world.directory, *version.process, &person, now);
        if (person.active) {
            parting.look(person, found);
        }
        if (other != nullptr && other->active && other->id != person.id) {
            parting.look(*other, found);
        }
    }
    return found;
}

Outcome<void> check_apart(const World& world, const records::Person& person, Instant now) {
    std::vector<Unmet> together = held_together(world, person, now);
    if (together.empty()) {
        return {};
    }
    return refuse(RefusalKind::unmet, "These are roles that nobody has together.", std::move(together));
}

std::vector<Unmet> held_together(const records::Directory& directory, const process::Process& process,
                                 Instant now) {
    std::vector<Unmet> found;
    if (!parts_any(process)) {
        return found;
    }
    const Parting parting(directory, process, nullptr, now);
    for (const records::Person& person : directory.people()) {
        if (person.active) {
            parting.look(person, found);
        }
    }
    if (found.size() > told_most) {
        const std::size_t more = found.size() - told_most;
        found.resize(told_most);
        found.push_back({"disjoint", "roles", fmt::format("So it is with {} more.", more)});
    }
    return found;
}

}  // namespace reeve::desk
