#pragma once
// The ways into a decision, one per kind of command. `type` is that of the situation's record.

#include "records/command.hpp"
#include "records/decide.hpp"
#include "records/needs_internal.hpp"

namespace reeve::records {

// logging.cpp
[[nodiscard]] Outcome<Plan> decide_log(Situation& situation, const Command& command);
// decide.cpp
[[nodiscard]] Outcome<Plan> decide_act(Situation& situation, const Command& command,
                                       const process::RecordType& type);
// builtin.cpp
[[nodiscard]] Outcome<Plan> decide_edit(Situation& situation, const Command& command,
                                        const process::RecordType& type);
[[nodiscard]] Outcome<Plan> decide_assign(Situation& situation, const Command& command,
                                          const process::RecordType& type);
[[nodiscard]] Outcome<Plan> decide_comment(Situation& situation, const Command& command,
                                           const process::RecordType& type);
[[nodiscard]] Outcome<Plan> decide_link(Situation& situation, const Command& command,
                                        const process::RecordType& type);
[[nodiscard]] Outcome<Plan> decide_watch(Situation& situation, const Command& command,
                                         const process::RecordType& type);
// resting.cpp
[[nodiscard]] Outcome<Plan> decide_adopt(Situation& situation, const Command& command,
                                         const process::RecordType& type);
// recomputing.cpp
[[nodiscard]] Outcome<Plan> decide_recompute(Situation& situation, const Command& command,
                                             const process::RecordType& type);
// voting.cpp
[[nodiscard]] Outcome<Plan> decide_vote(Situation& situation, const Command& command,
                                        const process::RecordType& type);
// And the desk's own, when a round expires.
[[nodiscard]] Outcome<Plan> decide_expiry(Situation& situation, const Command& command,
                                          const process::RecordType& type);
// checklists.cpp
[[nodiscard]] Outcome<Plan> decide_tick(Situation& situation, const Command& command,
                                        const process::RecordType& type);
// time_entries.cpp
[[nodiscard]] Outcome<Plan> decide_log_time(Situation& situation, const Command& command,
                                            const process::RecordType& type);
[[nodiscard]] Outcome<Plan> decide_strike_time(Situation& situation, const Command& command,
                                               const process::RecordType& type);
// due.cpp: the desk's own
[[nodiscard]] Outcome<Plan> decide_timer(Situation& situation, const Command& command,
                                         const process::RecordType& type);
[[nodiscard]] Outcome<Plan> decide_recheck(Situation& situation, const Command& command,
                                           const process::RecordType& type);

// The person who acts; refused where the directory has no such active person.
[[nodiscard]] Outcome<const Person*> acting_person(const Situation& situation, const Command& command);
// 412 where the record is no longer as she saw it.
[[nodiscard]] Outcome<void> check_version(const Record& record, const Command& command);
// A comment that an act needs goes to whom the need says, where nothing else is said.
[[nodiscard]] std::string_view audience_of(const process::Act& act);
// What comes with a command.
struct Brought {
    std::optional<Said> said;
    std::vector<AttachmentPart> attachments;
};
// With audiences settled: the comment's (`otherwise` where it says none), and those of the attachments that
// say something else than the comment. Reporters speak in public: 403 for an internal one.
[[nodiscard]] Outcome<Brought> settle_brought(const process::Process& process, const Person& person,
                                              const Command& command, std::string_view otherwise);

}  // namespace reeve::records
