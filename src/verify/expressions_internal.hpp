#pragma once
// Every expression of a record type, and where it stands.

#include <functional>
#include <optional>
#include <vector>

#include "process/model.hpp"
#include "verify/oracle_internal.hpp"

namespace reeve::verify {

struct Standing {
    const process::Act* act = nullptr;  // null: of no act
    Oracle::Place place = Oracle::Place::life;
};

using EachExpression = std::function<void(const process::Expression&, Standing)>;
void for_each_expression(const process::RecordType& type, const EachExpression& visit);

// Of acts, of steps of checklists, of dossiers.
void for_each_need(const process::RecordType& type, const std::function<void(const process::Need&)>& visit);

// What an effect links to is not told apart: of its expression only the rows count that it takes from tables.
[[nodiscard]] bool asks_table(const process::Expression& expression);

// The texts, numbers and lengths of time that they were written with, that needs ask for, and in the cells of
// the tables that they ask.
[[nodiscard]] Written written_in(const process::Process& process, const process::RecordType& type);

// The functions of that id which some expression calls, with their first argument and all its literals.
using EachCall = std::function<void(const std::vector<std::string>& names, const process::Expression&)>;
void for_each_call(const process::RecordType& type, process::Function function, const EachCall& visit);

// The most that some expression asks of those who did an act.
[[nodiscard]] AskedOfPeople asked_of_people(const process::RecordType& type);

// What it comes to, where it asks nothing.
[[nodiscard]] std::optional<cel::Value> constant_of(const process::Expression& expression);

// The greatest whole number that the expression was written with, within reason.
[[nodiscard]] std::uint32_t greatest_number(const process::Expression& expression);

}  // namespace reeve::verify
