#pragma once
// Smaller constructs of a record type: edges, limits, checklists, named sets of needs, question trees
// (semantics section 13).

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "process/act.hpp"
#include "process/expression.hpp"
#include "process/index.hpp"
#include "process/span.hpp"
#include "process/table.hpp"
#include "process/words.hpp"

namespace reeve::process {

// What follows when a condition that did not hold before an act holds after it (G9).
struct Edge {
    Expression becomes;
    std::vector<Effect> then;
    int line = 0;
};

// No more than so many records of a type count under one key (G8); with 1 the key is unique.
struct Limit {
    std::string name;
    Words title;
    std::optional<Expression> where;  // which records count; all when left out
    std::vector<Expression> by;       // parts of the key: texts, integers, choices, ids
    std::size_t max = 1;
    Words why;
    int line = 0;
};

struct ChecklistStep {
    std::string name;
    Words title;
    // As what it is ticked: by whom (nobody said: whoever may act on the record), when, and what it needs.
    // From every state but the ends.
    Act act;
    std::optional<Index> clock;  // that says by when it is due
};

// Steps that are ticked by the built-in act `tick` (G13).
struct Checklist {
    std::string name;
    Words title;
    bool ordered = true;  // a step may be ticked only after those before it
    std::vector<ChecklistStep> steps;
    int line = 0;
};

// Needs with a name and an owner, shown in every state (G12).
struct Dossier {
    std::string name;
    Words title;
    std::optional<Index> owner;  // a role
    std::vector<Need> needs;
    int line = 0;
};

// What a document that is attached may be said to be.
struct DocumentKind {
    std::string name;
    Words title;
};

// A question with its answers: each leads on to another question or to the outputs.
struct Question {
    struct Answer {
        std::string value;  // "yes", "no", a value of the choice; "any" for what is left
        Words title;
        std::unique_ptr<Question> next;  // null: a leaf
        std::vector<cel::Value> out;     // of a leaf, in the order of the tree's outputs
        int line = 0;
    };
    Words ask;
    std::optional<Index> choice;  // else yes or no
    std::vector<Answer> answers;
    int line = 0;
};

// Walked with whoever logs or works on the record; the answers stay on it (N4, N8).
struct Tree {
    std::string name;
    Words title;
    std::vector<Column> out;
    cel::Type type;  // of what comes out: an object of the outputs
    std::unique_ptr<Question> root;
    int line = 0;
};

}  // namespace reeve::process
