#pragma once
// Answers an expression from numbers that were chosen before; the first one that was not is what it asks
// next.

#include <optional>
#include <string>
#include <vector>

#include "verify/model.hpp"
#include "verify/open_parts.hpp"

namespace reeve::verify {

// A counter that must tell more than this is not told exactly.
inline constexpr std::int64_t counted_max = 6;

struct Question {
    Asked asked;
    std::uint32_t count = 0;  // of its answers
};

struct Answer {
    Asked asked;
    std::uint32_t value = 0;
};

// So many of the records that are linked by one's own link, of those for which the condition holds.
struct LinkedEnough {
    const process::Expression* counts = nullptr;  // null: all of them
    Index link = 0;
    std::size_t least = 1;
};

class Oracle final : public cel::Activation {
public:
    // follows: what follows from a state or an edge, also of a record that was not there before the act.
    enum class Place : std::uint8_t { creation, life, follows } place = Place::life;

    // `open`: the parts of the expression that are asked as such.
    Oracle(const Model& model, Place where, const std::vector<Answer>& answers,
           const std::vector<OpenPart>& open)
        : place(where), model_(model), answers_(answers), open_(open), asked_of_each_(open.size()) {}

    [[nodiscard]] cel::Value variable(int slot) override;
    [[nodiscard]] cel::Value call(int function, std::span<const cel::Value> arguments) override;

    // Whether so many are linked; `counts` where not each does.
    [[nodiscard]] cel::Value has_enough(const LinkedEnough& enough, const cel::Program* counts);

    [[nodiscard]] const std::optional<Question>& question() const { return question_; }
    // Something was asked that the model knows nothing of: the result may be anything.
    [[nodiscard]] bool is_lost() const { return lost_; }
    [[nodiscard]] const RowSet& rows() const { return rows_; }
    // What it asked about that no model has, in words; empty where there was nothing of the kind.
    [[nodiscard]] const std::string& unexplored() const { return unexplored_; }

private:
    friend class SeenRecord;
    friend class SeenLinks;
    friend class SeenPerson;

    // The number of the dimension, or of a free choice; nothing where that is the question.
    [[nodiscard]] std::optional<std::uint32_t> ask(Asked asked, std::uint32_t count);
    [[nodiscard]] std::optional<std::uint32_t> ask(DimensionIndex dimension,
                                                   Asked::Of of = Asked::Of::present);
    [[nodiscard]] std::optional<std::uint32_t> choose(std::string_view what, std::uint32_t count);
    [[nodiscard]] static cel::Value open();
    [[nodiscard]] cel::Value lost();
    [[nodiscard]] cel::Value lost(std::string what);

    [[nodiscard]] cel::Value field(Index field, Asked::Of of);
    [[nodiscard]] cel::Value opaque(Index field, Asked::Of of);
    [[nodiscard]] cel::Value member(std::size_t index, Asked::Of of);
    [[nodiscard]] cel::Value state(Asked::Of of);
    [[nodiscard]] cel::Value holder(Asked::Of of);
    [[nodiscard]] cel::Value instant(const std::string& what);
    [[nodiscard]] cel::Value person(std::string_view who, std::optional<DimensionIndex> token);
    [[nodiscard]] cel::Value organisation(const std::string& what);
    [[nodiscard]] cel::Value leg();
    [[nodiscard]] cel::Value links();
    [[nodiscard]] cel::Value linked(const LinkModel& link);
    [[nodiscard]] cel::Value linked(const LinkModel& link, std::uint32_t of_class, std::size_t number);
    [[nodiscard]] cel::Value shared(const LinkModel& link, std::uint32_t of_class, const std::string& name,
                                    std::size_t number);
    [[nodiscard]] cel::Value flag(const std::map<Index, DimensionIndex>& of, std::optional<Index> key);
    [[nodiscard]] cel::Value number(const std::map<Index, DimensionIndex>& of, std::optional<Index> key);
    [[nodiscard]] cel::Value counted(DimensionIndex dimension);
    [[nodiscard]] cel::Value people_by(Index act);
    [[nodiscard]] cel::Value acting_as(Index role);
    [[nodiscard]] cel::Value people_at(const std::vector<DimensionIndex>& tokens);
    [[nodiscard]] cel::Value last_of(const PartOfPast& part);
    [[nodiscard]] cel::Value part_of_past(int function, std::span<const cel::Value> arguments);
    [[nodiscard]] cel::Value is_within(const std::string& whole);
    [[nodiscard]] cel::Value approved(Index approval);
    [[nodiscard]] cel::Value outcome_of(Index approval);
    [[nodiscard]] cel::Value approval(process::Function function, std::string_view name);
    [[nodiscard]] cel::Value part(std::size_t index, std::span<const cel::Value> arguments);
    [[nodiscard]] cel::Value history(process::Function function, std::span<const cel::Value> arguments);

    const Model& model_;
    const std::vector<Answer>& answers_;
    const std::vector<OpenPart>& open_;
    std::vector<std::uint32_t> asked_of_each_;  // how often each part was asked
    std::optional<Question> question_;
    bool lost_ = false;
    std::optional<cel::Value> linked_;  // what a need for links asks about
    std::string unexplored_;
    RowSet rows_;
};

// The diagram of an expression: the real evaluator is asked once for every way in which its questions can be
// answered. `read` makes a mask of a result.
[[nodiscard]] Root compile(Model& model, const process::Expression& expression, Oracle::Place place,
                           const std::function<Mask(const cel::Value&)>& read);

[[nodiscard]] Root compile(Model& model, const LinkedEnough& enough, Oracle::Place place,
                           const std::function<Mask(const cel::Value&)>& read);

}  // namespace reeve::verify
