// An expression as a diagram: asked in every way in which its questions can be answered.
#include <fmt/format.h>

#include <algorithm>

#include "verify/oracle_internal.hpp"

namespace reeve::verify {
namespace {

// So many ways to answer one expression are tried; above, it may come to anything.
constexpr std::size_t ways_max = 60'000;

class Compiling {
public:
    // `enough`: the expression says which linked records count; else null.
    Compiling(Model& model, const cel::Program& program, const LinkedEnough* enough, Oracle::Place place,
              const std::function<Mask(const cel::Value&)>& read)
        : model_(model),
          opened_(opened(*model.process, *model.type, program)),
          enough_(enough),
          place_(place),
          read_(read) {}

    Root build() {
        if (++ways_ > ways_max || ++model_.ways > model_.ways_most) return model_.diagrams.leaf(anything);
        Oracle oracle(model_, place_, answers_, opened_.parts);
        const cel::Value result = evaluate(oracle);
        if (!oracle.unexplored().empty()) unexplored_ = oracle.unexplored();
        if (!oracle.question())
            return model_.diagrams.leaf(oracle.is_lost() ? anything : read_(result), oracle.rows());
        const Question question = *oracle.question();
        std::vector<Root> children;
        for (std::uint32_t value = 0; value < question.count; ++value) {
            answers_.push_back({question.asked, value});
            children.push_back(build());
            answers_.pop_back();
        }
        return model_.diagrams.node(question.asked, children);
    }

    [[nodiscard]] bool is_too_wide() const { return ways_ > ways_max; }
    [[nodiscard]] const std::string& unexplored() const { return unexplored_; }
    [[nodiscard]] bool is_open() const { return std::ranges::any_of(opened_.parts, &OpenPart::is_told); }

private:
    Model& model_;
    const Opened opened_;
    const LinkedEnough* enough_;
    Oracle::Place place_;
    const std::function<Mask(const cel::Value&)>& read_;
    std::vector<Answer> answers_;
    std::size_t ways_ = 0;
    std::string unexplored_;

    [[nodiscard]] cel::Value evaluate(Oracle& oracle) const {
        if (enough_ == nullptr) return cel::evaluate(opened_.program, oracle);
        return oracle.has_enough(*enough_, enough_->counts != nullptr ? &opened_.program : nullptr);
    }
};

void note_limit(Model& model, std::string limit) {
    if (std::ranges::find(model.limits, limit) == model.limits.end())
        model.limits.push_back(std::move(limit));
}

// `text`, `line`: of the expression.
Root build(Model& model, Compiling& compiling, const std::string& text, int line) {
    const Root root = compiling.build();
    if (compiling.is_too_wide())
        model.limits.push_back(fmt::format(
            "'{}' (line {}) depends on more than can be told exactly; it may hold or not at any time", text,
            line));
    if (compiling.is_open())
        note_limit(model,
                   fmt::format("'{}' (line {}) asks of a value what its samples need not show; that part "
                               "may hold or not at any time",
                               text, line));
    if (!compiling.unexplored().empty())
        model.limits.push_back(fmt::format(
            "'{}' (line {}) asks about {}, which are not explored; it may hold or not at any time", text,
            line, compiling.unexplored()));
    return root;
}

}  // namespace

Root compile(Model& model, const process::Expression& expression, Oracle::Place place,
             const std::function<Mask(const cel::Value&)>& read) {
    Compiling compiling(model, expression.program, nullptr, place, read);
    return build(model, compiling, expression.source, expression.line);
}

Root compile(Model& model, const LinkedEnough& enough, Oracle::Place place,
             const std::function<Mask(const cel::Value&)>& read) {
    const process::Expression none;
    const process::Expression& counts = enough.counts != nullptr ? *enough.counts : none;
    Compiling compiling(model, counts.program, &enough, place, read);
    return build(model, compiling, counts.source, counts.line);
}

}  // namespace reeve::verify
