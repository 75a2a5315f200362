#pragma once
// What an approval's rounds say, judged on a record as it stands (semantics section 5).

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/permission_internal.hpp"

namespace reeve::records {

// SHA-256 of what the approval covers, hexadecimal: canonical JSON of texts and fields by name, contents of
// attachments, and ids of linked records. `coming`: contents that the same transaction attaches.
[[nodiscard]] std::string subject_digest(const process::RecordType& type, const process::Subject& covers,
                                         const Record& record, std::span<const std::string> coming);

// Why she is shut out; empty when she is not. `doing`: the act that she is doing just now, not yet counted.
struct Doing {
    std::string_view act;
    Id person;
};
[[nodiscard]] std::string why_excluded(const process::RecordType& type,
                                       std::span<const process::Exclusion> exclude, const Record& record,
                                       Id person, std::string_view language, const Doing& doing = {});

// A record's approvals, for who asks.
struct Polling {
    const process::Process& process;
    const process::RecordType& type;
    const Directory& directory;
    const Record& record;
    std::string_view language;
    std::span<const std::string> coming = {};
    Doing doing = {};

    [[nodiscard]] std::string digest(const process::Approval& approval) const;
    // Does she belong to those who are heard there, as a member now?
    [[nodiscard]] bool sits(const ApprovalSeat& seat, const Person& person) const;
    [[nodiscard]] bool has_members(const ApprovalSeat& seat) const;
    // By a vote that counts.
    [[nodiscard]] bool is_heard(const process::Approval& approval, const Round& round,
                                std::size_t seat) const;
    // A vote that was cast counts while it is not void and whoever cast it could cast it now.
    [[nodiscard]] bool counts(const process::Approval& approval, const Round& round, const Vote& vote) const;
    // "open", "yes" or "no" by the votes that count.
    [[nodiscard]] std::string outcome(const process::Approval& approval, const Round& round) const;
    // Its last round said yes to the record as it is, by votes that count; so did what it comes after.
    [[nodiscard]] bool approved(const process::Approval& approval) const;
    // "none", "open", "yes", "no", "void".
    [[nodiscard]] std::string standing(const process::Approval& approval) const;
    // Why it is not approved, in words: who is still to be heard, what changed.
    [[nodiscard]] std::string why_not(const process::Approval& approval) const;
    // "Network team (Central hospital)".
    [[nodiscard]] std::string seat_title(const ApprovalSeat& seat) const;
};

// rounds.cpp: what an event does to the draft's rounds, as a part of it: those whose subject changed are
// void and open anew, votes of people who may not vote any more are void, what was asked for is opened.
void settle_rounds(class Decision& decision, struct Draft& draft);
// Whether they may change what is asked or agreed: a round, or a document that may be a part of its subject.
[[nodiscard]] bool touches_rounds(const process::RecordType& type, const Changes& changes);

}  // namespace reeve::records
