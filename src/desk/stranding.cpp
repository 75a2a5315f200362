#include "desk/stranding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "desk/open_rows.hpp"
#include "records/arrival.hpp"

namespace reeve::desk {
namespace {

constexpr std::size_t named_most = 20;

// The earlier version's names that its successor's map speaks of must be there.
class MapCheck {
public:
    MapCheck(const process::Process& before, const process::Process& next) : before_(before), next_(next) {}

    [[nodiscard]] std::vector<Unmet> check() {
        for (const auto& [name, map] : next_.moves->types) {
            const auto index = before_.type(name);
            if (!index) {
                miss("record type", name, {});
                continue;
            }
            const process::RecordType& type = before_.types[*index];
            for (const auto& [state, now] : map.states) {
                if (!type.state(state)) {
                    miss("state", state, names(type.states));
                }
            }
            for (const auto& [act, now] : map.acts) {
                if (!type.act(act)) {
                    miss("act", act, names(type.acts));
                }
            }
            for (const auto& [field, now] : map.fields) {
                if (!type.field(field)) {
                    miss("field", field, names(type.fields));
                }
            }
            for (const auto& [field, values] : map.values) {
                check_values(type, std::string(map.former_name(field)), values);
            }
        }
        return std::move(unmet_);
    }

private:
    const process::Process& before_;
    const process::Process& next_;
    std::vector<Unmet> unmet_;

    // Of a field that was no choice any text may become a value.
    void check_values(const process::RecordType& type, const std::string& field,
                      const process::MoveMap::Names& values) {
        const auto index = type.field(field);
        if (!index) {
            return miss("field", field, names(type.fields));
        }
        if (type.fields[*index].kind != process::FieldKind::choice) {
            return;
        }
        const process::Choice& choice = before_.choices[type.fields[*index].choice];
        for (const auto& [value, now] : values) {
            if (!choice.find(value)) {
                miss(fmt::format("value of '{}',", field), value, names(choice.values));
            }
        }
    }

    template <class Named>
    static std::vector<std::string> names(const std::vector<Named>& list) {
        std::vector<std::string> all;
        for (const Named& one : list) {
            all.push_back(one.name);
        }
        return all;
    }

    void miss(std::string_view kind, const std::string& name, const std::vector<std::string>& known) {
        const std::string_view near = nearest(name, known);
        unmet_.push_back(
            {"moves", name,
             fmt::format("`moves` names the {} '{}', which version {} does not have{}.", kind, name,
                         before_.version, near.empty() ? "" : fmt::format("; did you mean '{}'?", near))});
    }
};

class Stranding {
public:
    Stranding(store::Reader& reader, const World& world, const records::Person& person,
              const process::Process& next)
        : reader_(reader), world_(world), person_(person), next_(next) {
        everything_.everything = true;
    }

    void look() {
        each_open(reader_, next_.id, [&](const records::Record& row) {
            if (row.process_version < next_.version) {
                look_at(row);
            }
            return true;
        });
    }

    [[nodiscard]] std::int64_t count() const { return count_; }
    [[nodiscard]] std::vector<Unmet> take() {
        if (!named_.empty() && count_ > static_cast<std::int64_t>(named_.size())) {
            named_.push_back({"record", "",
                              fmt::format("And {} more open records.",
                                          count_ - static_cast<std::int64_t>(named_.size()))});
        }
        return std::move(named_);
    }

private:
    // How records of one version would come to the next.
    struct From {
        const process::Process* process = nullptr;
        records::Way way;
        bool loses_links = false;
    };

    store::Reader& reader_;
    const World& world_;
    const records::Person& person_;
    const process::Process& next_;
    store::Sight everything_;
    std::map<int, From> from_;
    std::int64_t count_ = 0;
    std::vector<Unmet> named_;

    const From& from(int version) {
        const auto known = from_.find(version);
        if (known != from_.end()) {
            return known->second;
        }
        From one;
        one.process = world_.find(next_.id, version);
        one.way = records::way_between(version, next_.version, [&](int between) {
            return between == next_.version ? &next_ : world_.find(next_.id, between);
        });
        one.loses_links = one.process != nullptr && loses_links(*one.process);
        return from_.emplace(version, std::move(one)).first->second;
    }

    [[nodiscard]] static std::vector<std::string> link_names(const process::Process& process) {
        std::vector<std::string> names;
        for (const process::RecordType& type : process.types) {
            for (const process::Link& link : type.links) {
                names.push_back(fmt::format("{}.{} to {}", type.name, link.name, link.target_name));
                names.push_back(fmt::format("{}.{} to {}", link.target_name, link.inverse, type.name));
            }
        }
        return names;
    }

    [[nodiscard]] bool loses_links(const process::Process& before) const {
        const std::vector<std::string> there = link_names(next_);
        return std::ranges::any_of(link_names(before), [&](const std::string& name) {
            return std::ranges::find(there, name) == there.end();
        });
    }

    void look_at(const records::Record& row) {
        const From& start = from(row.process_version);
        if (start.process == nullptr) {
            return;
        }
        if (start.way.empty()) {
            strand(row, "the version that `moves` is from is not installed.");
            return;
        }
        // A row of a list has no links.
        const auto whole = start.loses_links ? reader_.record(everything_, row.id) : std::nullopt;
        const records::Arrival arrival = records::arrive(whole ? *whole : row, *start.process, start.way,
                                                         *world_.directory, person_.language);
        if (!arrival.unmet.empty()) {
            strand(row, arrival.unmet.front().why);
        }
    }

    void strand(const records::Record& row, std::string_view why) {
        ++count_;
        if (named_.size() < named_most && may_know(world_, person_, row)) {
            named_.push_back({"record", row.number,
                              fmt::format("{} (version {}): {}", row.number, row.process_version, why)});
        }
    }
};

}  // namespace

Outcome<void> check_stranding(store::Reader& reader, const World& world, const records::Person& person,
                              const process::Process& next) {
    if (next.moves) {
        if (const process::Process* before = world.find(next.id, next.moves->from)) {
            if (std::vector<Unmet> unmet = MapCheck(*before, next).check(); !unmet.empty()) {
                return refuse(RefusalKind::unmet, "`moves` does not fit the version that it is about.",
                              std::move(unmet));
            }
        }
    }
    Stranding stranding(reader, world, person, next);
    stranding.look();
    if (stranding.count() == 0) {
        return {};
    }
    return refuse(
        RefusalKind::unmet,
        fmt::format("{} open {} no place in version {}; `moves` says what becomes of names that are gone.",
                    stranding.count(), stranding.count() == 1 ? "record has" : "records have", next.version),
        stranding.take());
}

}  // namespace reeve::desk
