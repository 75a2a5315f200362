#pragma once
// What a model knows of linked records: how many stand where, and how they go.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/outcomes.hpp"
#include "verify/vector.hpp"

namespace reeve::verify {

// What a linked record shows of itself, as far as something here asks for it.
struct Shown {
    bool open = true;
    std::string state = {}, outcome = {};
    std::vector<cel::Value> values = {};  // of the fields that it shares and that are told apart
};

// Linked records that nothing here tells apart.
struct LinkClass {
    Shown shown;
    std::vector<Index> states;  // of their type; none where it is not known
    bool reached = false;       // whether any comes there
    [[nodiscard]] bool has(Index state) const;
    [[nodiscard]] bool has_any(const std::vector<Index>& of) const;
};

// From class to class, as the records there go.
struct LinkedSteps {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> steps;
    std::vector<std::uint32_t> born;  // the classes of new ones
    bool operator==(const LinkedSteps&) const = default;
};

// Records that one is linked to, or that are linked to it, counted by where they stand.
struct LinkModel {
    Index link = 0;  // of the type's own, or of those that lead to it
    bool own = true;
    const process::Link* of = nullptr;
    const process::RecordType* target = nullptr;  // null: of a process that is not at hand
    bool by_state = false, by_outcome = false;
    bool by_effects = false;    // link over it to what there is: it may be linked otherwise as well
    bool from_there = false;    // whether who has the other record may link or unlink as well
    std::vector<Index> fields;  // of theirs, those whose values tell classes apart
    std::vector<LinkClass> classes;
    std::vector<DimensionIndex> counts;  // of each class; empty: nothing depends on this link
    LinkedSteps go;
    [[nodiscard]] std::optional<std::uint32_t> class_of(const Shown& shown) const;
    [[nodiscard]] std::string words(std::uint32_t of_class) const;
};

// A new record that is made from one that is linked to it: of which class that is.
struct Origin {
    std::uint32_t link = 0, of_class = 0;
};

}  // namespace reeve::verify
