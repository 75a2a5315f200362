#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "rehearse/actions_internal.hpp"

namespace reeve::rehearse {
namespace {

struct Action {
    std::string_view name;
    std::vector<std::string> beside;
};

const Action* action_named(std::string_view name) {
    static const std::vector<Action> kActions{
        {"log", {"as", "name", "names", "with", "documents"}},
        {"act", {"as", "on", "names", "with", "documents", "if_version"}},
        {"comment", {"as", "on", "names", "audience", "documents"}},
        {"edit", {"as", "on", "names", "if_version"}},
        {"assign", {"as", "on", "names", "if_version"}},
        {"link", {"as", "on", "names", "if_version"}},
        {"unlink", {"as", "on", "names", "if_version"}},
        {"vote", {"as", "on", "names", "approval", "reason", "seat", "for"}},
        {"delegate", {"as", "from", "until"}},
        {"read", {"as", "names"}},
        {"list", {"as"}},
        {"oncall", {"as"}},
        {"together", {"done"}},
    };
    const auto found = std::ranges::find(kActions, name, &Action::name);
    return found == kActions.end() ? nullptr : &*found;
}

bool takes(const Action& action, std::string_view key) {
    return std::ranges::find(action.beside, key) != action.beside.end();
}

// `then` belongs to the set-up.
constexpr std::array<std::string_view, 6> kAnywhere{"at", "expect", "refused", "why", "unmet", "then"};

void check_beside(Scene& scene, const YamlNode& step, const Action* done) {
    static const Action kLooking{"", {"as", "on", "names"}};
    const Action& action = done ? *done : kLooking;
    for (const YamlKey& key : step.keys) {
        if (action_named(key.name) || takes(action, key.name) ||
            std::ranges::find(kAnywhere, key.name) != kAnywhere.end())
            continue;
        scene.wrong(key,
                    done ? fmt::format("`{}` says nothing beside `{}`", key.name, action.name)
                         : fmt::format("`{}` says nothing where nothing is done", key.name),
                    join(action.beside, ", "));
    }
}

}  // namespace

const YamlKey* action_of(Scene& scene, const YamlNode& step) {
    const YamlKey* found = nullptr;
    bool one = true;
    for (const YamlKey& key : step.keys) {
        if (!action_named(key.name)) continue;
        if (found) {
            scene.wrong(key, fmt::format("a step does one thing; this one has '{}' already", found->name));
            one = false;
        } else {
            found = &key;
        }
    }
    if (one) check_beside(scene, step, found ? action_named(found->name) : nullptr);
    return found;
}

bool takes_record(const YamlNode& step) {
    return std::ranges::none_of(step.keys, [](const YamlKey& key) {
        const Action* action = action_named(key.name);
        return action && !takes(*action, "on");
    });
}

}  // namespace reeve::rehearse
