#pragma once
// What an expression sees of a record and its surroundings: the slots and functions of
// process/expression.hpp.

#include <map>
#include <optional>
#include <set>
#include <span>

#include "cel/program.hpp"
#include "process/model.hpp"
#include "records/decide.hpp"
#include "records/directory.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Which rows of which tables hit, and which entries of registers in their place: facts that belong into the
// event (semantics section 1).
struct ChosenRows {
    std::map<process::Index, std::set<std::size_t>> rows;     // from 1
    std::map<process::Index, std::set<std::string>> entries;  // numbers

    [[nodiscard]] bool empty() const { return rows.empty() && entries.empty(); }
    void add(const ChosenRows& other);
};

// 1, and one more with each act that sent it back to its start or reopened it.
// `doing` counts as done, where there is one.
[[nodiscard]] std::int64_t round_of(const process::RecordType& type, const Record& record,
                                    const Event* doing = nullptr);

class View final : public cel::Activation {
public:
    // All outlive the view. `old` and `actor` may be null: then they are absent.
    View(const process::Process& process, const process::RecordType& type, const Directory& directory,
         const Record& record, const Record* old, const Person* actor, Instant now)
        : process_(process),
          type_(type),
          directory_(directory),
          record_(record),
          old_(old),
          actor_(actor),
          now_(now) {}

    // Counts what the open event does as done: what follows from an act follows it. `in_leg`: in the leg that
    // there is now.
    void count(const Event& event, bool in_leg) {
        doing_ = event.act.empty() ? nullptr : &event;
        doing_in_leg_ = in_leg;
    }
    // Notes which rows hit from now on.
    void note_rows(ChosenRows& rows) { rows_ = &rows; }
    // Of whom registers are asked; without it they are not known.
    void ask(Facts& facts) { facts_ = &facts; }
    // What `linked`, or a row by the name that it was given, is from now on.
    void set_row(cel::Value row) { row_ = std::move(row); }
    // What the row is taken together with.
    void set_paired(cel::Value paired) { paired_ = std::move(paired); }

    // Contents that are about to be attached; they outlive the view.
    void note_coming(const std::vector<std::string>& coming) { coming_ = coming; }

    [[nodiscard]] cel::Value variable(int slot) override;
    [[nodiscard]] cel::Value call(int function, std::span<const cel::Value> arguments) override;

    [[nodiscard]] cel::Value evaluate(const process::Expression& expression) {
        return cel::evaluate(expression.program, *this);
    }

private:
    [[nodiscard]] cel::Value links() const;
    [[nodiscard]] cel::Value trees() const;
    [[nodiscard]] cel::Value registers() const;
    // `since` is empty for the whole life.
    [[nodiscard]] cel::Value history(process::Function asked, std::string_view since,
                                     std::span<const cel::Value> arguments) const;
    [[nodiscard]] std::optional<ActCount> counted(std::string_view since, const std::string& act) const;
    [[nodiscard]] std::optional<cel::Value> past(int function, std::span<const cel::Value> arguments) const;
    [[nodiscard]] const Scope& scope(std::string_view since) const;
    [[nodiscard]] bool is_within(std::string_view whole) const;
    [[nodiscard]] cel::Value table(process::Index index, std::span<const cel::Value> arguments) const;
    // What entries of the table's register say; nothing where none does.
    [[nodiscard]] std::optional<cel::Value> entries_of(process::Index index,
                                                       std::span<const cel::Value> arguments) const;
    [[nodiscard]] cel::Value approval(process::Function asked, const std::string& name) const;
    [[nodiscard]] bool staffed(const std::string& role, const cel::Value& organisation) const;

    const process::Process& process_;
    const process::RecordType& type_;
    const Directory& directory_;
    const Record& record_;
    const Record* old_;
    const Person* actor_;
    const Event* doing_ = nullptr;
    bool doing_in_leg_ = false;
    Instant now_;
    ChosenRows* rows_ = nullptr;
    std::span<const std::string> coming_;
    Facts* facts_ = nullptr;
    cel::Value row_, paired_;
};

// One end of a link as an element of its list.
[[nodiscard]] cel::Value seen_link(const process::Process& process, const process::Link& link,
                                   const LinkEnd& end, const Directory& directory);

}  // namespace reeve::records
