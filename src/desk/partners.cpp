#include "desk/partners.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "desk/process_versions.hpp"
#include "process/link_direction.hpp"

namespace reeve::desk {
namespace {

using process::Link;
using process::Process;
using process::RecordType;

class Partners {
public:
    // Of `reader`'s links to types of `target`.
    void check(const Process& reader, const Process& target) {
        for (const RecordType& type : reader.types) {
            for (const Link& link : type.links) {
                if (link.is_remote() && link.target_process == target.id) {
                    from_ = fmt::format("{}.{}.{}", reader.id, type.name, link.name);
                    check_link(reader, link, target);
                }
            }
        }
    }

    [[nodiscard]] std::vector<Unmet> take() { return std::move(unmet_); }

private:
    void miss(std::string why) { unmet_.push_back({"link", from_, fmt::format("{}: {}", from_, why)}); }

    void check_link(const Process& reader, const Link& link, const Process& target) {
        const auto index = target.type(link.target_name);
        if (!index) {
            miss(fmt::format("'{}' has no type '{}'.", target.id, link.target_name));
            return;
        }
        const RecordType& type = target.types[*index];
        check_inverse(link, target, *index);
        for (const std::string& outcome : link.outcomes) {
            if (std::ranges::find(type.outcomes, outcome) == type.outcomes.end()) {
                miss(fmt::format("'{}' has no outcome '{}'.", type.name, outcome));
            }
        }
        for (const process::Field& read : link.reads) {
            check_read(reader, read, target, type);
        }
    }

    // Seen from there the link has a name too, and it may not be one that is known there already.
    void check_inverse(const Link& link, const Process& target, process::Index type) {
        if (process::direction_of(target, target.types[type], link.inverse)) {
            miss(fmt::format("'{}' has a link '{}' of its own.", link.target_name, link.inverse));
        }
    }

    void check_read(const Process& reader, const process::Field& read, const Process& target,
                    const RecordType& type) {
        const auto field = type.field(read.name);
        const bool shared = field && std::ranges::find(type.shares, *field) != type.shares.end();
        if (!shared) {
            miss(fmt::format("'{}' does not share '{}'.", type.name, read.name));
            return;
        }
        const process::Field& there = type.fields[*field];
        if (there.kind != read.kind) {
            miss(fmt::format("'{}' of '{}' is of another kind.", read.name, type.name));
            return;
        }
        if (read.kind != process::FieldKind::choice) {
            return;
        }
        for (const process::ChoiceValue& value : target.choices[there.choice].values) {
            if (!reader.choices[read.choice].find(value.name)) {
                miss(fmt::format("'{}' of '{}' may be '{}', which is not expected.", read.name, type.name,
                                 value.name));
            }
        }
    }

    std::string from_;
    std::vector<Unmet> unmet_;
};

bool links_to(const Process& process, const std::string& other) {
    return std::ranges::any_of(process.types, [&](const RecordType& type) {
        return std::ranges::find(type.links, other, &Link::target_process) != type.links.end();
    });
}

}  // namespace

std::vector<Unmet> unmet_links(const World& world, const Process& next) {
    Partners partners;
    for (const ProcessVersion& version : world.processes) {
        if (!version.active || version.process->id == next.id) {
            continue;
        }
        partners.check(next, *version.process);
        partners.check(*version.process, next);
    }
    return partners.take();
}

std::vector<ProcessVersion> partners_of(const World& world, const Process& of) {
    std::vector<ProcessVersion> partners;
    std::vector<const Process*> reached{&of};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const ProcessVersion& version : world.processes) {
            const bool known = std::ranges::find(reached, version.process->id, &Process::id) != reached.end();
            if (version.active && !known && links_to(*reached[i], version.process->id)) {
                partners.push_back(version);
                reached.push_back(version.process.get());
            }
        }
    }
    return partners;
}

// Rehearsals are read above the desk: here their text is looked at for the name.
std::vector<ProcessVersion> perhaps_beside(const World& world, const ProcessVersion& version) {
    std::vector<ProcessVersion> named;
    for (const ProcessVersion& other : world.processes) {
        const auto names = [&](const process::SourceFile& file) {
            return is_rehearsal_file(file.path) && file.text.contains("beside") &&
                   file.text.contains(other.process->id);
        };
        if (other.active && other.process->id != version.process->id &&
            std::ranges::any_of(*version.files, names)) {
            named.push_back(other);
        }
    }
    return named;
}

std::vector<process::ProcessPtr> processes_of(std::span<const ProcessVersion> versions) {
    std::vector<process::ProcessPtr> processes;
    for (const ProcessVersion& version : versions) {
        processes.push_back(version.process);
    }
    return processes;
}

std::vector<ShippedProcess> shipped_of(std::span<const ProcessVersion> versions) {
    std::vector<ShippedProcess> shipped;
    for (const ProcessVersion& version : versions) {
        ShippedProcess& one = shipped.emplace_back(ShippedProcess{version.process->id, *version.files});
        std::erase_if(one.files, [](const auto& file) { return is_rehearsal_file(file.path); });
    }
    return shipped;
}

std::vector<Unmet> withdrawn(const World& world, const process::Process& next) {
    const Process* present = world.active(next.id);
    if (present == nullptr) {
        return {};
    }
    Partners before, after;
    for (const ProcessVersion& version : world.processes) {
        if (version.active && version.process->id != next.id) {
            before.check(*version.process, *present);
            after.check(*version.process, next);
        }
    }
    const std::vector<Unmet> known = before.take();
    std::vector<Unmet> gone = after.take();
    std::erase_if(gone, [&](const Unmet& one) { return std::ranges::find(known, one) != known.end(); });
    return gone;
}

}  // namespace reeve::desk
