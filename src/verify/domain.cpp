#include "verify/domain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "base/instant.hpp"
#include "base/text.hpp"

namespace reeve::verify {
namespace {

using process::FieldKind;

// The number and those beside it that there are.
void add_near(std::set<std::int64_t>& numbers, std::int64_t number, std::int64_t step) {
    using Limits = std::numeric_limits<std::int64_t>;
    numbers.insert(number);
    if (number >= Limits::min() + step) numbers.insert(number - step);
    if (number <= Limits::max() - step) numbers.insert(number + step);
}

void add_text(Domain& domain, const process::Field& field, std::string text, std::string word) {
    const std::size_t length = length_utf8(text);
    if (trim(text).empty() || length > field.length_max || domain.all.size() >= samples_max) return;
    for (const Sample& known : domain.all)
        if (known.seen.is(cel::ValueKind::string) && known.seen.string() == text) return;
    domain.all.push_back({std::move(word), Json(text), cel::Value(text), length});
}

void add_texts(Domain& domain, const process::Field& field, const Written& written) {
    std::set<std::int64_t> lengths{1, 10};
    for (const std::int64_t number : written.integers) add_near(lengths, number, 1);
    for (const std::int64_t length : lengths) {
        if (length < 1 || length > static_cast<std::int64_t>(field.length_max)) continue;
        std::string text;
        while (text.size() < static_cast<std::size_t>(length)) text += text.size() % 6 == 5 ? ' ' : 'a';
        if (text.back() == ' ') text.back() = 'a';
        add_text(domain, field, std::move(text), fmt::format("{} characters", length));
    }
    for (const std::string& text : written.texts) add_text(domain, field, text, "'" + text + "'");
}

void add_integers(Domain& domain, const Written& written) {
    std::set<std::int64_t> numbers{0};
    for (const auto* integers : {&written.integers, &written.in_tables})
        for (const std::int64_t number : *integers) add_near(numbers, number, 1);
    for (const std::int64_t number : numbers)
        if (domain.all.size() < samples_max)
            domain.all.push_back({std::to_string(number), Json(number), cel::Value(long{number}), 0});
}

void add_durations(Domain& domain, const Written& written) {
    std::set<std::int64_t> spans{0, Duration::hours(1).micros};
    for (const Duration span : written.durations) add_near(spans, span.micros, 1'000'000);
    for (const std::int64_t micros : spans)
        if (micros >= 0 && domain.all.size() < samples_max)
            domain.all.push_back(
                {text(Duration{micros}), Json(text(Duration{micros})), cel::Value(Duration{micros}), 0});
}

}  // namespace

bool is_opaque(const process::Field& field) {
    return field.kind == FieldKind::instant || field.kind == FieldKind::person ||
           field.kind == FieldKind::team || field.kind == FieldKind::organisation;
}

std::vector<std::string> Domain::words() const {
    std::vector<std::string> words;
    for (const Sample& sample : samples) words.push_back(sample.word);
    return words;
}

std::optional<std::uint32_t> Domain::find(const cel::Value& value) const {
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].seen == value) return class_of[i];
    return std::nullopt;
}

void Domain::merge(const std::vector<std::uint32_t>& alike) {
    std::vector<Sample> kept;
    std::vector<std::uint32_t> renamed(samples.size());
    for (std::uint32_t i = 0; i < samples.size(); ++i) {
        if (alike[i] == i) {
            renamed[i] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(samples[i]);
        } else {
            renamed[i] = renamed[alike[i]];
        }
    }
    for (std::uint32_t& of : class_of) of = renamed[of];
    samples = std::move(kept);
}

Domain domain_of(const process::Process& process, const process::Field& field, const Written& written) {
    Domain domain;
    domain.nullable = !field.required;
    if (domain.nullable || field.is) domain.all.push_back({"none", Json(), cel::Value(), 0});
    switch (field.kind) {
        case FieldKind::text: add_texts(domain, field, written); break;
        case FieldKind::choice:
            for (const process::ChoiceValue& value : process.choices[field.choice].values)
                domain.all.push_back({value.name, Json(value.name), cel::Value(value.name), 0});
            break;
        case FieldKind::integer: add_integers(domain, written); break;
        case FieldKind::boolean:
            domain.all.push_back({"false", Json(false), cel::Value(false), 0});
            domain.all.push_back({"true", Json(true), cel::Value(true), 0});
            break;
        case FieldKind::duration: add_durations(domain, written); break;
        case FieldKind::instant:
        case FieldKind::person:
        case FieldKind::team:
        case FieldKind::organisation: domain.all.push_back({"some", Json(true), cel::Value(true), 0}); break;
    }
    domain.samples = domain.all;
    for (std::uint32_t i = 0; i < domain.all.size(); ++i) domain.class_of.push_back(i);
    return domain;
}

}  // namespace reeve::verify
