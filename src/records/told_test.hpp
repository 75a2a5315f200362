#pragma once
// Whom the notices of a record went out to, for tests.

#include <string>
#include <string_view>
#include <vector>

#include "records/world_test.hpp"

namespace reeve::records::testing {

// Each with the words in that language, or in the one that there is: "carla: …".
inline std::vector<std::string> told(const World& world, std::string_view number,
                                     std::string_view language = "en") {
    std::vector<std::string> all;
    for (const Event& event : world.events(world.get(number).id))
        for (const Change& change : event.changes)
            if (const auto* noticed = std::get_if<Noticed>(&change))
                for (const Id id : noticed->people) {
                    const std::string path = "notice." + noticed->notice + ".";
                    const EventText* text = event.text(path + std::string(language));
                    if (text == nullptr) text = event.text(path);
                    all.push_back(world.directory().person(id)->name + ": " + (text ? text->value : ""));
                }
    return all;
}

}  // namespace reeve::records::testing
