#pragma once
// What exploring a process shows, for its owner.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "process/load.hpp"
#include "verify/done.hpp"
#include "verify/explore.hpp"

namespace reeve::verify {

// error: it is so. note: perhaps; the model is coarser than the process, and the way was not seen to be taken
// by a real record. limit: what could not be told.
enum class Severity : std::uint8_t { error, note, limit };

[[nodiscard]] std::string_view word(Severity severity);

struct Finding {
    std::string kind;  // "rule_broken", "trap" …: docs/processes/checking.md has them all
    std::string path;  // "issue.rules.acknowledged": with the kind the same from version to version
    Severity severity = Severity::error;
    std::string file;
    int line = 0, column = 0;  // from 1; 0 where the file was not given
    std::string sentence;
    std::vector<std::string> way;  // the shortest that a record goes, a sentence a step; empty where nothing leads
    // For doing it again with a real record: the type and its steps.
    process::Index type = 0;
    std::vector<Step> steps;
    std::optional<process::Index> act;  // what the finding is about
    std::optional<process::Index> rule;
    std::vector<Done> together;  // of several records: their way, where it was gone
    std::string rehearsal;       // the way as a rehearsal, where one could be made of it

    [[nodiscard]] std::string id() const { return kind + ":" + path; }
};

// Where things stand in the files of a process: the model does not say it of everything.
class Places {
public:
    explicit Places(const std::vector<process::SourceFile>& files);
    // Of a key path such as {"records", "issue", "states", "logged"}; the nearest known one above it.
    void locate(Finding& finding, const std::vector<std::string>& keys) const;

private:
    struct Tree;
    std::vector<std::shared_ptr<const Tree>> trees_;
};

// All that the exploration of one type shows.
[[nodiscard]] std::vector<Finding> judge(const Exploration& exploration, const Places& places);

// A step in words: "tier 2: acknowledge, with planned resolution".
[[nodiscard]] std::vector<std::string> tell(const Exploration& exploration, const std::vector<Step>& steps);

}  // namespace reeve::verify
