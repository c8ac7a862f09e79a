import pytest

from claims.proposer.attribution import attributions_in
from claims.text.quotes import quotations_in
from claims.text.sentences import sentences_of


def last_speaker(text):
    last = attributions_in(text, sentences_of(text, "en"), quotations_in(text))[-1]
    return last.speaker, last.named


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("President Vladimir Putin", "Vladimir Putin"),
        ("NATO Secretary-General Jens Stoltenberg", "Jens Stoltenberg"),
        ("Former Norwegian Prime Minister Jens Stoltenberg", "Jens Stoltenberg"),
        ("U.S. Secretary of State Antony Blinken", "Antony Blinken"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("The Rev. Peter Holm, of St. Mary’s,", "Peter Holm"),
        ("Sen. Carla Diaz (D-Nev.)", "Carla Diaz"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("Joseph R. Holm Jr., 42, a farmer,", "Joseph R. Holm Jr."),
        ("Ana Ruiz, who leads the dockers’ union,", "Ana Ruiz"),
        ("Ana Ruiz, an economist at the University of Lima, and a critic of the bank,", "Ana Ruiz"),
        ("The union’s new head, Ana Ruiz,", "Ana Ruiz"),
        ("The mayor of Lima, Ana Ruiz,", "Ana Ruiz"),
        ("NATO", "NATO"),
        ("Washington", "Washington"),
        ("The Kremlin", "the Kremlin"),
        ("The Bank of England", "the Bank of England"),
        ("The newspaper El Faro", "El Faro"),
        ("Economist Ana Ruiz of the University of Lima", "Ana Ruiz"),
        ("Howard Dean", "Howard Dean"),
        ("The Ruiz campaign", "the Ruiz campaign"),
        ("A Lima University study", "a Lima University study"),
    ],
)
def test_a_source_with_a_name(source, speaker):
    assert last_speaker(f"{source} said that the vote was fair.") == (speaker, True)


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("A senior Biden administration official", "a senior Biden administration official"),
        ("Western officials", "Western officials"),
        ("Officials", "officials"),
        ("Two people familiar with the matter", "two people familiar with the matter"),
        ("A spokesman for the ministry", "a spokesman for the ministry"),
        ("The report", "the report"),
    ],
)
def test_a_source_without_a_name(source, speaker):
    name, named = last_speaker(f"{source} said that the vote was fair.")
    assert (name.lower(), named) == (speaker.lower(), False)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Berg spoke. Berg said it rained.", "Tom Berg"),
        ("Berg said it rained. So Tom Berg spoke.", "Tom Berg"),
        ("Tom Berg met Eva Berg. Ms. Berg said it rained.", "Eva Berg"),
        ("Tom Berg met Eva Berg. Mr. Berg said it rained.", "Tom Berg"),
        ("Mr. Obu spoke. “It rained,” he said.", "Obu"),
        ("Tom Berg met Eva Lind. “It rained,” she said.", "Eva Lind"),
        ("Eva Lind met Tom Berg. “It rained,” he said.", "Tom Berg"),
        ("Tom Berg met Max Holm. “It rained,” he said.", "Tom Berg"),
        ("Max Holm said it rained. Hail fell on Tom Berg. “It snowed,” he said.", "Tom Berg"),
        ("Tom Berg denies it. But he warned of rain.", "Tom Berg"),
        ("Tom Berg, a farmer, met those who said it rained. He said it snowed.", "Tom Berg"),
        ("Eva Lind met Tom Berg, who said it rained.", "Tom Berg"),
        ("Prime Minister Tom Berg left. The prime minister said it rained.", "Tom Berg"),
        (
            "Tom Berg, a former mayor of Oslo, left. The mayor said it rained.",
            "Tom Berg",
        ),
        ("Tom Berg said it rained. “It snowed,” the former Danish minister said.", "Tom Berg"),
        ("Tom Berg said it rained. “It snowed,” the 62-year-old said.", "Tom Berg"),
        ("A senior envoy came. Both left, the envoy said, at noon.", "a senior envoy"),
        ("Officials said it rained. They said it snowed.", "officials"),
        ("A person close to him left. The person said it rained.", "a person close to him"),
        ("Several Tory MPs said it rained. They said it snowed.", "several Tory MPs"),
        ("The Kremlin said it rained. Its spokesman said it snowed.", "the Kremlin’s spokesman"),
        ("The Lima Trade Union (LTU) met. The LTU said it rained.", "the Lima Trade Union"),
        ("Moody’s, the rating agency, said it rained. It said it snowed.", "Moody’s"),
        ("Mayor Tom Berg left. The mayor went on to say that it rained.", "Tom Berg"),
        ("Two U.S. officials met. The officials said it rained.", "two U.S. officials"),
        ("The mayor of Lima, Ana Ruiz, left. The mayor said it rained.", "Ana Ruiz"),
        ("The World Bank said it rained. The bank said it snowed.", "the World Bank"),
        ("After the newspaper El Faro reported that it rained, all left.", "El Faro"),
        ("Tom Berg, citing two envoys, said it rained.", "Tom Berg"),
        ("The Kremlin said it rained. It said it snowed.", "the Kremlin"),
        ("Tom Berg left. His spokeswoman said it rained.", "Tom Berg’s spokeswoman"),
        ("Tom Berg left. His claim that it rained is old.", "Tom Berg"),
        ("Tom Berg met Eva Lind. The former mayor said it rained.", "Tom Berg"),
        (
            "Mayor Tom Berg met Max Holm. Holm said it rained. The Danish mayor said it snowed.",
            "Max Holm",
        ),
        ("Sari Holm met Max Berg. She said it rained. He said it snowed.", "Max Berg"),
        ("Her colleague Jan Holm left. He said it rained.", "Jan Holm"),
        (
            "A police spokesman met Tom Berg. “No,” the spokesman said. He said it rained.",
            "a police spokesman",
        ),
        ("Lindhal AG sold a mill. The company said it rained.", "Lindhal AG"),
        (
            "The Tram Council has fined Lindhal AG over it. The company said it rained.",
            "Lindhal AG",
        ),
        ("Lindhal AG sold a mill. It said it rained.", "Lindhal AG"),
        ("Lindhal AG sold a mill. The union said it rained. They said it rained.", "the union"),
        ("Nurses at the clinic left. They said it rained.", "nurses at the clinic"),
        ("Eva Lind published the study. It found that it rained.", "the study"),
        ("The clinic said it rained. Their nurses said it snowed.", "their nurses"),
        ("“It rained,” said its owner, Ana Ruiz.", "Ana Ruiz"),
        ("I said it rained.", None),
        ("It rained. “It snowed,” he said.", None),
    ],
)
def test_whom_a_name_a_pronoun_or_an_office_stands_for(text, speaker):
    assert last_speaker(text)[0] == speaker
