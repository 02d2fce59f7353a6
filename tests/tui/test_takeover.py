"""One interview, two windows: the second one asks before it takes over."""

from coach.model.words import Level
from coach.store.store import Store
from coach.tui.desk import Desk
from coach.tui.opening import Opening
from coach.tui.screens.ask_first import AskFirst
from coach.tui.screens.home import HomeScreen
from coach.tui.screens.start import Terms

from .conftest import PACK, until
from .svgtext import screen_text
from .walking import at_editor, kept, saved


async def test_an_interview_that_is_open_elsewhere_can_be_taken_over(make_app, clock, folder):
    other = Desk(Store.open(folder, wall=clock.wall), clock.moment, PACK)
    there = other.begin(Terms("parcel-tracker", Level.SENIOR, 45, coached=False))
    there.write(there.keys[0], "written over there")
    there.close()
    app = make_app(Opening(resume=True, session=there.session.id))
    async with app.run_test() as pilot:
        await until(lambda: isinstance(app.screen, AskFirst))
        await until(lambda: "open in another window" in " ".join(screen_text(app).split()))
        await pilot.press("y")
        screen = await at_editor(app)
        assert screen.editor.text == "written over there"
        screen.editor.insert(", and here")
        await kept(screen)
        await saved(app)
        there.write(there.keys[0], "lost")
        assert "another window" in there.close().trouble
    other.store.close()


async def test_an_interview_that_is_open_elsewhere_can_be_left_there(make_app, clock, folder):
    other = Desk(Store.open(folder, wall=clock.wall), clock.moment, PACK)
    there = other.begin(Terms("parcel-tracker", Level.SENIOR, 45, coached=False))
    there.close()
    app = make_app(Opening(resume=True, session=there.session.id))
    async with app.run_test() as pilot:
        await until(lambda: isinstance(app.screen, AskFirst))
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, HomeScreen))
        there.write(there.keys[0], "still mine")
        assert not there.close().trouble
    other.store.close()
