#pragma once
// The words that a rehearsal may use: those of its process, and who there is in its demonstration.

#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "desk/demo.hpp"
#include "process/demo.hpp"
#include "process/model.hpp"

namespace reeve::rehearse {

struct Vocabulary {
    process::ProcessPtr process;
    process::Demo demo;
    std::vector<std::string> people, organisations, teams, roles, types;  // names, as in the files
    std::map<int, std::shared_ptr<const Vocabulary>> former;  // of earlier versions, kept for moving
    // Of other processes that are on the desk too, by id; the people are the same.
    std::map<std::string, std::shared_ptr<const Vocabulary>, std::less<>> beside;
    std::vector<desk::ShippedProcess> partners;  // those processes

    std::map<std::string, std::string, std::less<>> handles;  // of people, organisations and teams, by id

    // The handle of the person, organisation or team with that id, whatever others are called by its name;
    // `display` where the demonstration has none.
    [[nodiscard]] std::string handle_of(std::string_view id, std::string_view display) const;
};

// Every mistake in the process or in its demo.yaml; their files are named below `folder`. `beside`: processes
// that are on the desk too, with the people of their own demo.yaml, where they have one.
[[nodiscard]] std::expected<Vocabulary, std::vector<Problem>> vocabulary_of(
    const desk::ShippedProcess& process, std::string_view folder,
    std::span<const desk::ShippedProcess> beside = {});

// Acts that every record has, whatever its process.
[[nodiscard]] const std::vector<std::string>& built_in_acts();

}  // namespace reeve::rehearse
